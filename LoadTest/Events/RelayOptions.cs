using static Marquee.LoadTest.Word;

namespace Marquee.LoadTest.Events;

/// <param name="Bookings">How many a round tells of, with four events each.</param>
internal sealed record RelayOptions(int Rounds, int Bookings)
{
    public static bool TryParse(ReadOnlySpan<string> args, out RelayOptions options, out string error)
    {
        options = new RelayOptions(3, 25_000);
        return TryRead(args, ref options, With, out error);
    }

    private static RelayOptions? With(RelayOptions options, string name, string value) => name switch
    {
        "--rounds" when IsNumber(value, 1, 20, out var rounds) => options with { Rounds = rounds },
        "--bookings" when IsNumber(value, 100, 1_000_000, out var bookings) => options with { Bookings = bookings },
        _ => null,
    };
}
