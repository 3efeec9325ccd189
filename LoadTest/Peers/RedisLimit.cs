using System.Globalization;
using StackExchange.Redis;

namespace Marquee.LoadTest.Peers;

/// <summary>How many holds a second Redis itself can give, asked by its own benchmark with the script of the Redis peer.</summary>
internal static class RedisLimit
{
    private const int Connections = 64;
    private const int TrialHolds = 20_000;

    /// <summary>Holds of two free seats each, one request at a time on every connection.</summary>
    /// <param name="hot">All of one show.</param>
    /// <exception cref="InvalidOperationException">There is no redis-benchmark, or it fails.</exception>
    public static async Task<LimitRate> MeasureAsync(RedisServer redis, TimeSpan duration, bool hot)
    {
        var script = await LoadScriptAsync(redis);
        // The benchmark ends by count, so a short run first tells how many fit in the time.
        var trial = await RunAsync(redis, script, TrialHolds, hot);
        return await RunAsync(redis, script, (int)(trial.PerSecond * duration.TotalSeconds), hot);
    }

    private static async Task<LimitRate> RunAsync(RedisServer redis, string script, int holds, bool hot)
    {
        // Out of so many places that two bookings hardly ever want the same one.
        var seat = hot ? "seat:1:" : "seat:__rand_int__:";
        var output = await Tool.RunAsync(
            "redis-benchmark",
            [
                "-p", Text(redis.Port), "-c", Text(Connections), "-n", Text(holds), "-r", "1000000000", "--csv",
                "EVALSHA", script, "2", $"{seat}__rand_int__", $"{seat}1__rand_int__", "0123456789abcdef",
            ],
            "redis-tools");
        // "test","rps","avg_latency_ms","min_latency_ms","p50_latency_ms","p95_latency_ms","p99_latency_ms","max_latency_ms"
        var line = output.TrimEnd().Split('\n')[^1];
        var values = Array.ConvertAll(line.Split("\",\"")[1..], value => double.Parse(value.TrimEnd('"'), CultureInfo.InvariantCulture));
        return new LimitRate(values[0], values[3], values[5]);
    }

    private static async Task<string> LoadScriptAsync(RedisServer redis)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Address);
        return (string)(await connection.GetDatabase().ExecuteAsync("SCRIPT", "LOAD", RedisHolds.HoldScript))!;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
