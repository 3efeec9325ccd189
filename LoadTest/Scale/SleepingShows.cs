using System.Globalization;
using Marquee.LoadTest.Comparison;
using Marquee.LoadTest.Load;

namespace Marquee.LoadTest.Scale;

/// <summary>The first call of a show that is not in memory, beside the second, on a system that has nothing else to do.</summary>
internal static class SleepingShows
{
    private const int Connections = 4;

    public static async Task MeasureAsync(Sizes sizes, ScaleOptions options, TextWriter output, List<string> wrong)
    {
        var lines = new List<string>();
        foreach (var start in new[] { sizes.StartLargeAsync, sizes.StartFullAsync })
        {
            await using var at = await start();
            await MeasureAsync(at, options.Count, lines, output);
            await at.StopProductAsync();
            wrong.AddRange(at.Wrong);
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync($"{$"{options.Count} calls, {Connections} at a time",-60}{"p50 ms",10}{"p99 ms",10}{"most ms",10}");
        foreach (var line in lines) await output.WriteLineAsync(line);
    }

    private static async Task MeasureAsync(Installation at, int count, List<string> lines, TextWriter output)
    {
        var product = at.Product;
        var shows = await at.UntouchedShowsAsync();
        var part = Math.Min(count, shows.Count / 4);
        // A start is cold in every way; what is asked about is the show. These compile the code and fill the pools.
        await CallAsync(shows[..part], "warm-up", hold: false);
        await CallAsync(shows[part..(2 * part)], "warm-up", hold: true);
        var (read, held) = (shows[(2 * part)..(3 * part)], shows[(3 * part)..(4 * part)]);
        await TellAsync("GET seats, asleep", await CallAsync(read, "asleep", hold: false));
        await TellAsync("GET seats, awake", await CallAsync(read, "awake", hold: false));
        await TellAsync("POST bookings, asleep", await CallAsync(held, "asleep", hold: true));
        await TellAsync("POST bookings, awake", await CallAsync(read, "awake", hold: true));

        async Task<Latencies> CallAsync(List<string> these, string run, bool hold)
        {
            var deed = hold ? product.Hold(these, turn => Place.Spread(turn, these.Count, product.Callers.Count), run) : Side.Read(these);
            return (await Crowd.RunAsync(product.Port, Connections, these.Count, deed)).Latencies;
        }

        async Task TellAsync(string what, Latencies took)
        {
            await output.WriteLineAsync($"{at.Name}: {what}");
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{$"{at.Name}: {what}",-60}{took.Quantile(0.5),10:0.0}{took.Quantile(0.99),10:0.0}{took.Quantile(1),10:0.0}"));
        }
    }
}
