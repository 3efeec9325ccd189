using static Marquee.LoadTest.Word;

namespace Marquee.LoadTest.Streams;

/// <param name="Streams">Opened on one API process, spread over the shows.</param>
/// <param name="Rate">Bookings a second while they are open.</param>
internal sealed record StreamOptions(int Streams, int Shows, int Rate, int Seconds)
{
    /// <summary>Seats that there are to book in a show.</summary>
    public const int SeatsOfShow = 300;

    public static bool TryParse(ReadOnlySpan<string> args, out StreamOptions options, out string error)
    {
        options = new StreamOptions(5_000, 50, 20, 15);
        if (!TryRead(args, ref options, With, out error)) return false;
        return options.Rate * options.Seconds <= options.Shows * SeatsOfShow
            || Fail($"{options.Shows} shows have no {options.Rate * options.Seconds} seats to book; take more shows, a lower rate or fewer seconds.", out error);
    }

    private static StreamOptions? With(StreamOptions options, string name, string value) => name switch
    {
        "--streams" when IsNumber(value, 1, 100_000, out var streams) => options with { Streams = streams },
        "--shows" when IsNumber(value, 1, 1_000, out var shows) => options with { Shows = shows },
        "--rate" when IsNumber(value, 1, 5_000, out var rate) => options with { Rate = rate },
        "--seconds" when IsNumber(value, 1, 600, out var seconds) => options with { Seconds = seconds },
        _ => null,
    };
}
