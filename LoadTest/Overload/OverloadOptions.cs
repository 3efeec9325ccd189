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
        return TryRead(args, ref options, With, out error);
    }

    private static OverloadOptions? With(OverloadOptions options, string name, string value) => name switch
    {
        "--rounds" when IsNumber(value, 1, 20, out var rounds) => options with { Rounds = rounds },
        "--seconds" when IsNumber(value, 1, 60, out var seconds) => options with { Seconds = seconds },
        "--times" when IsNumber(value, 1, 10, out var times) => options with { Times = times },
        "--rush" when IsNumber(value, 10, 20_000, out var rush) => options with { Rush = rush },
        _ => null,
    };
}
