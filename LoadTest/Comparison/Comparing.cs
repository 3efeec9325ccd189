using System.Globalization;

namespace Marquee.LoadTest.Comparison;

/// <summary>Measures Marquee beside what is built in its place, each in turn on the same server, and prints one table.</summary>
internal static class Comparing
{
    /// <summary>Of a hall of that size with all seats free, as the product answers.</summary>
    private const int SeatMapBytes = 151_000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);

    /// <summary>Answers the exit code: 1, and no table, where anybody's books are wrong.</summary>
    public static async Task<int> RunAsync(PeersOptions options, TextWriter output)
    {
        await output.WriteLineAsync("Starting PostgreSQL and what is compared...");
        await using var database = await Database.StartAsync();
        var sides = new List<Side>();
        try
        {
            await StartAsync(options, database, sides);
            await WarmUpAsync(sides, database, output);
            var table = await MeasureAsync(options, sides, database, output);
            if (options.Sides.Contains("limits")) await Limits.AddAsync(table, sides, TimeSpan.FromSeconds(options.Seconds), options.Customers, output);
            await output.WriteLineAsync("Checking the books...");
            var wrong = new List<string>();
            foreach (var side in sides) wrong.AddRange((await side.CheckAsync()).Select(what => $"{side.Name}: {what}"));
            foreach (var what in wrong) await output.WriteLineAsync(what);
            if (wrong.Count > 0) return 1;
            await table.WriteAsync(output);
            return 0;
        }
        finally
        {
            foreach (var side in sides) await side.DisposeAsync();
        }
    }

    private static async Task StartAsync(PeersOptions options, Database database, List<Side> sides)
    {
        if (options.Sides.Contains("marquee")) sides.Add(await ProductSide.StartAsync(database, options.Customers));
        if (options.Sides.Contains("postgres")) sides.Add(await PeerSide.StartAsync(database, withRedis: false, options.Customers));
        if (options.Sides.Contains("redis")) sides.Add(await PeerSide.StartAsync(database, withRedis: true, options.Customers));
        if (!options.Sides.Contains("limits")) return;
        sides.Add(await ActorsSide.StartAsync(database, options.Customers));
        sides.Add(await BareSide.StartAsync(SeatMapBytes, options.Customers));
    }

    /// <summary>Nobody is measured while its code is still being compiled.</summary>
    private static async Task WarmUpAsync(List<Side> sides, Database database, TextWriter output)
    {
        await output.WriteLineAsync("Warming up...");
        foreach (var side in sides)
            foreach (var work in Work.All.Where(work => !work.Name.Contains("hot", StringComparison.Ordinal) && work.Fits(side)))
                await Measurement.TakeAsync(side, work, database, WarmUp, $"warm-up-{work.Name.Replace(", ", "-", StringComparison.Ordinal).Replace(' ', '-')}");
    }

    private static async Task<Table> MeasureAsync(PeersOptions options, List<Side> sides, Database database, TextWriter output)
    {
        var table = new Table();
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var work in Work.All.Where(work => options.Work.Contains(work.Name)))
            {
                // Each in turn is first, so that nobody always runs on what another left behind.
                for (var place = 0; place < sides.Count; place++)
                {
                    var side = sides[(place + round) % sides.Count];
                    if (!work.Fits(side)) continue;
                    var run = $"{work.Name.Replace(", ", "-", StringComparison.Ordinal).Replace(' ', '-')}-{round}";
                    var measured = await Measurement.TakeAsync(side, work, database, TimeSpan.FromSeconds(options.Seconds), run);
                    table.Add(work.Name, side.Name, measured);
                    await output.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture, $"round {round + 1} of {options.Rounds}: {work.Name}, {side.Name}: {measured.PerSecond:0}/s, p50 {measured.P50:0.0} ms, p99 {measured.P99:0.0} ms"));
                }
            }
        }

        return table;
    }
}
