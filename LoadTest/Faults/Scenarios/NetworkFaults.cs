using Marquee.LoadTest.Clusters;
using Marquee.LoadTest.Faults.Proxies;
using Npgsql;

namespace Marquee.LoadTest.Faults.Scenarios;

/// <summary>What is between silos: cables that are cut, in one direction or both, ways that are long, packets that are lost.</summary>
internal static class NetworkFaults
{
    private static readonly TimeSpan Cut = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AllEnds = TimeSpan.FromSeconds(180);

    public static IEnumerable<Scenario> All =>
    [
        BetweenSilos("cut-silos", "no silo reaches another for 10 s", CutAllAsync),
        BetweenSilos("cut-cable", "two silos do not reach one another for 20 s, and both reach the third", CutCableAsync) with
        {
            Unavailable = () => OperatingSystem.IsLinux() ? null : "whose a connection is, Linux alone tells",
        },
        BetweenSilos("deaf-silo", "one silo is reached by none of the others for 20 s, and reaches them", DeafenAsync),
        BetweenSilos("slow-silos", "every silo 100 ms away from the others for 20 s", SlowAsync),
        BetweenSilos("reset-silos", "every connection between silos broken once a second for 20 s", ResetAsync),
        new("lost-packets", "of all packets between silos, APIs and PostgreSQL one in fifty lost for 20 s", LoseAsync) { EndsWithin = AllEnds, Unavailable = LossyNetwork.Unavailable },
    ];

    private static Scenario BetweenSilos(string name, string what, Func<Site, Task> strike) =>
        new(name, what, strike) { OwnGround = () => new ProxiedGround(), EndsWithin = AllEnds };

    private static Task CutAllAsync(Site site)
    {
        MayEnd(site);
        foreach (var door in DoorsOf(site).Values) door.Hold();
        return WatchAndHealAsync(site, Cut, site.Stage.Few);
    }

    private static async Task CutCableAsync(Site site)
    {
        var one = await site.AnySiloAsync();
        var other = site.Silos.First(silo => silo != one);
        string[] shows = [.. await site.ShowsOfAsync(one), .. await site.ShowsOfAsync(other)];
        MayEnd(site);
        DoorsOf(site)[one.Number].Hold(port => SocketOwner.Has(other.Id, port));
        DoorsOf(site)[other.Number].Hold(port => SocketOwner.Has(one.Id, port));
        await WatchAndHealAsync(site, Long, shows);
    }

    private static async Task DeafenAsync(Site site)
    {
        var silo = await site.AnySiloAsync();
        var shows = await site.ShowsOfAsync(silo);
        MayEnd(site);
        DoorsOf(site)[silo.Number].Hold();
        await WatchAndHealAsync(site, Long, shows);
    }

    private static Task SlowAsync(Site site)
    {
        foreach (var door in DoorsOf(site).Values) door.Delay = TimeSpan.FromMilliseconds(100);
        return WatchAndHealAsync(site, Long, site.Stage.Few);
    }

    private static async Task ResetAsync(Site site)
    {
        site.WatchFromNow(site.Stage.Few);
        for (var left = Long; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(1))
        {
            foreach (var door in DoorsOf(site).Values) door.Reset();
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private static async Task LoseAsync(Site site)
    {
        var server = new NpgsqlConnectionStringBuilder(site.Ground.Database.AppConnectionString).Port;
        using var lossy = LossyNetwork.OneIn(50, [.. site.Silos.SelectMany(silo => new[] { silo.Ports!.Value.Silo, silo.Ports.Value.Gateway }), server]);
        site.WatchFromNow(site.Stage.Few);
        await Task.Delay(Long);
    }

    /// <summary>Who is taken for dead by others ends once it hears of it.</summary>
    private static void MayEnd(Site site)
    {
        foreach (var silo in site.Silos) site.Harm(silo, NodeSignal.Cont);
    }

    private static IReadOnlyDictionary<int, TcpProxy> DoorsOf(Site site) => ((ProxiedGround)site.Ground).Doors;

    private static async Task WatchAndHealAsync(Site site, TimeSpan after, IReadOnlyList<string> shows)
    {
        site.WatchFromNow(shows);
        await Task.Delay(after);
        foreach (var door in DoorsOf(site).Values)
        {
            door.Delay = TimeSpan.Zero;
            door.Heal();
        }
    }
}
