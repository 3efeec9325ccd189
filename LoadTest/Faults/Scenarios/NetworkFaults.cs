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
        new("cut-silos", "no silo reaches another for 10 s", CutAllAsync) { OwnGround = () => new ProxiedGround(), EndsWithin = AllEnds },
        new("cut-cable", "two silos do not reach one another for 20 s, and both reach the third", CutCableAsync)
        {
            OwnGround = () => new ProxiedGround(), EndsWithin = AllEnds, Unavailable = () => OperatingSystem.IsLinux() ? null : "whose a connection is, Linux alone tells",
        },
        new("deaf-silo", "one silo is reached by none of the others for 20 s, and reaches them", DeafenAsync) { OwnGround = () => new ProxiedGround(), EndsWithin = AllEnds },
        new("slow-silos", "every silo 100 ms away from the others for 20 s", SlowAsync) { OwnGround = () => new ProxiedGround(), EndsWithin = AllEnds },
        new("reset-silos", "every connection between silos broken once a second for 20 s", ResetAsync) { OwnGround = () => new ProxiedGround(), EndsWithin = AllEnds },
        new("lost-packets", "of all packets between silos, APIs and PostgreSQL one in fifty lost for 20 s", LoseAsync) { EndsWithin = AllEnds, Unavailable = LossyNetwork.Unavailable },
    ];

    private static async Task CutAllAsync(Site site)
    {
        MayEnd(site);
        await WhileAsync(site, Cut, door => door.Hold(), [site.Stage.Hot, site.Stage.Shows[0], site.Stage.Shows[1]]);
    }

    private static async Task CutCableAsync(Site site)
    {
        var one = await site.AnySiloAsync();
        var other = site.Silos.First(silo => silo != one);
        var shows = (await site.ShowsOfAsync(one)).Concat(await site.ShowsOfAsync(other)).ToList();
        MayEnd(site);
        var doors = ((ProxiedGround)site.Ground).Doors;
        doors[one.Number].Hold(port => SocketOwner.Has(other.Id, port));
        doors[other.Number].Hold(port => SocketOwner.Has(one.Id, port));
        site.WatchFromNow(shows);
        await HealAfterAsync(site, Long);
    }

    private static async Task DeafenAsync(Site site)
    {
        var silo = await site.AnySiloAsync();
        var shows = await site.ShowsOfAsync(silo);
        MayEnd(site);
        ((ProxiedGround)site.Ground).Doors[silo.Number].Hold();
        site.WatchFromNow(shows);
        await HealAfterAsync(site, Long);
    }

    private static Task SlowAsync(Site site) =>
        WhileAsync(site, Long, door => door.Delay = TimeSpan.FromMilliseconds(100), [site.Stage.Hot, site.Stage.Shows[0], site.Stage.Shows[1]]);

    private static async Task ResetAsync(Site site)
    {
        site.WatchFromNow(site.Stage.Hot, site.Stage.Shows[0], site.Stage.Shows[1]);
        for (var left = Long; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(1))
        {
            foreach (var door in ((ProxiedGround)site.Ground).Doors.Values) door.Reset();
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private static async Task LoseAsync(Site site)
    {
        var server = new NpgsqlConnectionStringBuilder(site.Ground.Database.AppConnectionString).Port;
        using var lossy = LossyNetwork.OneIn(50, [.. site.Silos.SelectMany(silo => new[] { silo.Ports!.Value.Silo, silo.Ports.Value.Gateway }), server]);
        site.WatchFromNow(site.Stage.Hot, site.Stage.Shows[0], site.Stage.Shows[1]);
        await Task.Delay(Long);
    }

    /// <summary>Who is taken for dead by others ends once it hears of it.</summary>
    private static void MayEnd(Site site)
    {
        foreach (var silo in site.Silos) site.Harm(silo, NodeSignal.Cont);
    }

    private static async Task WhileAsync(Site site, TimeSpan time, Action<TcpProxy> harm, IReadOnlyList<string> shows)
    {
        foreach (var door in ((ProxiedGround)site.Ground).Doors.Values) harm(door);
        site.WatchFromNow(shows);
        await HealAfterAsync(site, time);
    }

    private static async Task HealAfterAsync(Site site, TimeSpan time)
    {
        await Task.Delay(time);
        foreach (var door in ((ProxiedGround)site.Ground).Doors.Values)
        {
            door.Delay = TimeSpan.Zero;
            door.Heal();
        }
    }
}
