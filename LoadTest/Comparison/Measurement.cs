using Marquee.LoadTest.Load;

namespace Marquee.LoadTest.Comparison;

/// <summary>What one side did in one round of one kind of work.</summary>
/// <param name="Cpu">Processor seconds for each thousand, by process.</param>
/// <param name="LogBytes">Bytes of PostgreSQL's write-ahead log for each.</param>
internal sealed record Measurement(double PerSecond, double P50, double P99, IReadOnlyDictionary<string, double> Cpu, double LogBytes)
{
    private const string Client = "client";
    private const int Connections = 64;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    /// <summary>Puts the side to work on shows of its own. What it costs is counted until it has come to rest, whatever it puts off.</summary>
    public static async Task<Measurement> TakeAsync(Side side, Work work, Database database, TimeSpan time, string run)
    {
        var seconds = (WarmUp + time).TotalSeconds;
        var shows = await side.OpenShowsAsync(work.Shows(side, seconds));
        var processes = side.Processes.Append(new(Client, () => ProcessTime.SecondsOf(Environment.ProcessId))).ToList();
        Dictionary<string, double> before = [];
        decimal log = 0;
        var result = await Crowd.RunAsync(
            side.Port, Connections, WarmUp, time, work.Most(shows.Count), _ => work.Deed(side, shows, run),
            async () =>
            {
                before = processes.ToDictionary(process => process.Key, process => process.Value());
                log = await database.LogPositionAsync();
            },
            () => Task.CompletedTask);
        await side.RestAsync();
        var done = result.Latencies.Count;
        var written = (double)(await database.LogPositionAsync() - log);
        return new Measurement(
            result.PerSecond,
            result.Latencies.Quantile(0.5),
            result.Latencies.Quantile(0.99),
            processes.ToDictionary(process => process.Key, process => (process.Value() - before[process.Key]) * 1000 / done),
            written / done);
    }
}
