using System.Globalization;

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
        error = "";
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length) return Fail($"{args[i]} needs a value.", out error);
            var value = args[i + 1];
            switch (args[i])
            {
                case "--streams" when IsNumber(value, 1, 100_000, out var streams):
                    options = options with { Streams = streams };
                    break;
                case "--shows" when IsNumber(value, 1, 1_000, out var shows):
                    options = options with { Shows = shows };
                    break;
                case "--rate" when IsNumber(value, 1, 5_000, out var rate):
                    options = options with { Rate = rate };
                    break;
                case "--seconds" when IsNumber(value, 1, 600, out var seconds):
                    options = options with { Seconds = seconds };
                    break;
                default:
                    return Fail($"{args[i]} {value} is not understood.", out error);
            }
        }

        return options.Rate * options.Seconds <= options.Shows * SeatsOfShow
            || Fail($"{options.Shows} shows have no {options.Rate * options.Seconds} seats to book; take more shows, a lower rate or fewer seconds.", out error);
    }

    private static bool IsNumber(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;

    private static bool Fail(string why, out string error)
    {
        error = why;
        return false;
    }
}
