using static Marquee.LoadTest.Word;

namespace Marquee.LoadTest.Overload;

/// <param name="Seconds">Of each measurement, after three to warm up.</param>
/// <param name="Times">So many times as many customers come as can be served.</param>
/// <param name="Rush">Customers a second who all want the same show.</param>
internal sealed record OverloadOptions(int Rounds, int Seconds, int Times, int Rush)
{
    public static bool TryParse(ReadOnlySpan<string> args, out OverloadOptions options, out string error)
    {
        options = new OverloadOptions(3, 6, 3, 1_000);
        error = "";
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length) return Fail($"{args[i]} needs a value.", out error);
            switch (args[i])
            {
                case "--rounds" when IsNumber(args[i + 1], 1, 20, out var rounds):
                    options = options with { Rounds = rounds };
                    break;
                case "--seconds" when IsNumber(args[i + 1], 1, 60, out var seconds):
                    options = options with { Seconds = seconds };
                    break;
                case "--times" when IsNumber(args[i + 1], 1, 10, out var times):
                    options = options with { Times = times };
                    break;
                case "--rush" when IsNumber(args[i + 1], 10, 20_000, out var rush):
                    options = options with { Rush = rush };
                    break;
                default:
                    return Fail($"{args[i]} {args[i + 1]} is not understood.", out error);
            }
        }

        return true;
    }
}
