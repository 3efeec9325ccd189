namespace Marquee.LoadTest.Faults.Scenarios;

/// <summary>Silos that do not agree what time it is.</summary>
internal static class ClockFaults
{
    public static IEnumerable<Scenario> All =>
    [
        new("clocks", "clocks of silos ten minutes apart, before and behind", WatchAsync) { OwnGround = () => new SkewedGround() },
        new("clocks-kill", "the same, and kill -9 of one of them", SiloFaults.KillOneAsync) { OwnGround = () => new SkewedGround() },
    ];

    private static async Task WatchAsync(Site site)
    {
        site.WatchFromNow(site.Stage.Few);
        await Task.Delay(TimeSpan.FromSeconds(10));
    }

    private sealed class SkewedGround : Ground
    {
        protected override IReadOnlyDictionary<string, string> SiloSettings(int number, int port) =>
            new Dictionary<string, string> { ["Cluster:ClockOffset"] = number switch { 1 => "00:10:00", 2 => "-00:10:00", _ => "00:00:00" } };
    }
}
