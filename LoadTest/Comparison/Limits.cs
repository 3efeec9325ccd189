using System.Globalization;
using Marquee.LoadTest.Peers;

namespace Marquee.LoadTest.Comparison;

/// <summary>What the peers' databases can do at most, driven by their own tools: no web server and no client library in between.</summary>
internal static class Limits
{
    private const int SpreadOver = 200;

    /// <summary>Measures each once and adds it to the table.</summary>
    public static async Task AddAsync(Table table, IEnumerable<Side> sides, TimeSpan time, int customers, TextWriter output)
    {
        foreach (var peer in sides.OfType<PeerSide>())
        {
            foreach (var hot in new[] { false, true })
            {
                var place = hot ? "one hot show" : "spread";
                if (peer.Redis is { } redis)
                {
                    await TellAsync($"holds, {place}", "redis-benchmark", await RedisLimit.MeasureAsync(redis, time, hot));
                    continue;
                }

                await TellAsync($"holds, {place}", "pgbench", await PgbenchAsync(peer, false, hot));
                await TellAsync($"bookings, {place}", "pgbench", await PgbenchAsync(peer, true, hot));
            }
        }

        async Task<LimitRate> PgbenchAsync(PeerSide peer, bool wholeBooking, bool hot)
        {
            // Nothing stands between pgbench and its database, so it gets through more shows than the peer.
            var most = 3 * (wholeBooking ? peer.MostBookings : peer.MostHolds);
            var shows = await peer.OpenShowsAsync(hot ? (int)Math.Ceiling(most * time.TotalSeconds / Hall.Large.Pairs) : SpreadOver);
            var first = int.Parse(shows[0].AsSpan(1), CultureInfo.InvariantCulture);
            return await new PgbenchLimit(peer.ConnectionString, Hall.Large.Rows, Hall.Large.SeatsInRow, customers).MeasureAsync(wholeBooking, first, hot ? 1 : SpreadOver, time);
        }

        async Task TellAsync(string work, string tool, LimitRate rate)
        {
            table.Add(work, tool, Measurement.OfLimit(rate));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"limit: {work}, {tool}: {rate.PerSecond:0}/s"));
        }
    }
}
