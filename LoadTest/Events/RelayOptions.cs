using static Marquee.LoadTest.Word;

namespace Marquee.LoadTest.Events;

/// <param name="Bookings">How many a round tells of, with four events each.</param>
internal sealed record RelayOptions(int Rounds, int Bookings)
{
    public static bool TryParse(ReadOnlySpan<string> args, out RelayOptions options, out string error)
    {
        options = new RelayOptions(3, 25_000);
        error = "";
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length) return Fail($"{args[i]} needs a value.", out error);
            switch (args[i])
            {
                case "--rounds" when IsNumber(args[i + 1], 1, 20, out var rounds):
                    options = options with { Rounds = rounds };
                    break;
                case "--bookings" when IsNumber(args[i + 1], 100, 1_000_000, out var bookings):
                    options = options with { Bookings = bookings };
                    break;
                default:
                    return Fail($"{args[i]} {args[i + 1]} is not understood.", out error);
            }
        }

        return true;
    }
}
