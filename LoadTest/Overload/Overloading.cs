using System.Globalization;
using Marquee.LoadTest.Comparison;
using Marquee.LoadTest.Load;

namespace Marquee.LoadTest.Overload;

/// <summary>
/// What becomes of customers when far more come than can be served, and of those of other shows when everybody wants one. The product's own
/// bound on requests under way is on.
/// </summary>
internal static class Overloading
{
    private const int Customers = 5_000;
    private const int Shows = 200;
    private const int Connections = 64;
    private const int ManyConnections = 2_000;
    private const int OthersPerSecond = 200;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <summary>Answers the exit code: 1 where the books are wrong.</summary>
    public static async Task<int> RunAsync(OverloadOptions options, TextWriter output)
    {
        await output.WriteLineAsync("Starting PostgreSQL and Marquee...");
        await using var database = await Database.StartAsync();
        await using var side = await ProductSide.StartBoundedAsync(database, Customers);
        var time = TimeSpan.FromSeconds(options.Seconds);
        await output.WriteLineAsync("Warming up...");
        await MostAsync(side, TimeSpan.FromSeconds(10), "warm-up");
        await output.WriteLineAsync($"{"",-44}{"served/s",10}{"p50 ms",10}{"p99 ms",10}{"sent away/s",14}{"p99 ms",10}{"taken",8}{"failed",8}");
        for (var round = 0; round < options.Rounds; round++)
        {
            var most = await MostAsync(side, time, $"most-{round}");
            await WriteAsync("bookings, as many as can be", most.PerSecond, most.Latencies, null);
            var over = await OverAsync(side, options.Times * most.PerSecond, time, $"over-{round}");
            await WriteAsync($"bookings, {options.Times} times as many customers", over.ServedPerSecond, over.Served, over);
        }

        for (var round = 0; round < options.Rounds; round++)
        {
            await RushAsync("holds of other shows, nothing else", 0, 1);
            await RushAsync($"  and {options.Rush}/s at one show", options.Rush, 1);
            await RushAsync($"  and {options.Rush}/s at {Shows} shows", options.Rush, Shows);

            async Task RushAsync(string what, int perSecond, int wanted)
            {
                var others = await OthersAsync(side, perSecond, wanted, time, $"rush-{round}-{perSecond}-{wanted}");
                await WriteAsync(what, others.ServedPerSecond, others.Served, others);
            }
        }

        await side.RestAsync();
        var wrong = await side.CheckAsync();
        foreach (var what in wrong) await output.WriteLineAsync(what);
        return wrong.Count > 0 ? 1 : 0;

        Task WriteAsync(string what, double perSecond, Latencies served, OpenCrowdResult? crowd) => output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-44}{perSecond,10:0}{served.Quantile(0.5),10:0.0}{served.Quantile(0.99),10:0.0}{crowd?.SentAwayPerSecond ?? 0,14:0}{crowd?.SentAway.Quantile(0.99) ?? double.NaN,10:0.0}{crowd?.Taken ?? 0,8}{crowd?.Failed ?? 0,8}"));
    }

    private static async Task<CrowdResult> MostAsync(ProductSide side, TimeSpan time, string run)
    {
        var shows = await side.OpenShowsAsync(Shows);
        var result = await Crowd.RunAsync(
            side.Port, Connections, WarmUp, time, (long)Shows * Hall.Large.Pairs, _ => side.Book(shows, turn => Place.Spread(turn, Shows, Customers), run),
            () => Task.CompletedTask, () => Task.CompletedTask);
        await side.RestAsync();
        return result;
    }

    private static async Task<OpenCrowdResult> OverAsync(ProductSide side, double perSecond, TimeSpan time, string run)
    {
        var shows = await side.OpenShowsAsync(Shows);
        var result = await OpenCrowd.RunAsync(
            side.Port, ManyConnections, perSecond, WarmUp, time, side.Come(shows, turn => Place.Spread(turn, Shows, Customers), run, pays: true));
        await side.RestAsync();
        return result;
    }

    /// <summary>Customers of shows that nobody else wants, beside a crowd that wants others.</summary>
    private static async Task<OpenCrowdResult> OthersAsync(ProductSide side, int perSecond, int wanted, TimeSpan time, string run)
    {
        var (shows, crowded) = (await side.OpenShowsAsync(Shows), await side.OpenShowsAsync(wanted));
        // A full hall answers as fast as it can, so the crowd goes on to ask for what is taken.
        var crowd = perSecond == 0 ? null : OpenCrowd.RunAsync(
            side.Port, ManyConnections, perSecond, WarmUp, time,
            side.Come(crowded, turn => Place.Spread(turn % ((long)wanted * Hall.Large.Pairs), wanted, Customers), $"{run}-crowd", pays: false));
        var others = await OpenCrowd.RunAsync(
            side.Port, 400, OthersPerSecond, WarmUp, time, side.Come(shows, turn => Place.Spread(turn, Shows, Customers), run, pays: false));
        if (crowd is not null) await crowd;
        await side.RestAsync();
        return others;
    }
}
