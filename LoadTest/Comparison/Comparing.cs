using System.Globalization;

namespace Marquee.LoadTest.Comparison;

/// <summary>Measures Marquee beside what is built in its place, each in turn on the same server, and prints one table.</summary>
internal static class Comparing
{
    /// <summary>Of a hall of that size with all seats free, as the product answers.</summary>
    private const int SeatMapBytes = 151_000;

    /// <summary>Answers the exit code: 1, and no table, where anybody's books are wrong.</summary>
    public static async Task<int> RunAsync(PeersOptions options, TextWriter output)
    {
        await output.WriteLineAsync("Starting PostgreSQL and what is compared...");
        await using var database = await Database.StartAsync();
        var sides = new List<Side>();
        try
        {
            await StartAsync(options, database, sides);
            if (Environment.GetEnvironmentVariable("PGSTAT") is not null) { await using var c0 = database.Product.CreateCommand("CREATE EXTENSION IF NOT EXISTS pg_stat_statements"); await c0.ExecuteNonQueryAsync(); } //TMP
            var table = await MeasureAsync(options, sides, database, output);
            if (Environment.GetEnvironmentVariable("PGSTAT") is not null) { await using var c = database.Product.CreateCommand("SELECT left(regexp_replace(query, '\\s+', ' ', 'g'), 110), calls, rows, total_exec_time FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT 25"); await using var r = await c.ExecuteReaderAsync(); while (await r.ReadAsync()) Console.WriteLine($"{r.GetDouble(3),9:0} ms {r.GetInt64(1),8} calls {r.GetInt64(2),8} rows {r.GetString(0)}"); } //TMP
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
        if (options.Sides.Contains("limits")) sides.Add(await BareSide.StartAsync(SeatMapBytes, options.Customers));
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
