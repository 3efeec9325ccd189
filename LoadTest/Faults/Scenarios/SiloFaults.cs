using Marquee.LoadTest.Clusters;
using Marquee.LoadTest.Faults.Checks;
using Marquee.LoadTest.Faults.Customers;

namespace Marquee.LoadTest.Faults.Scenarios;

/// <summary>Silos that die, hang or are replaced.</summary>
internal static class SiloFaults
{
    public static IEnumerable<Scenario> All =>
    [
        new("kill-silo", "kill -9 of one silo", KillOneAsync),
        new("kill-hot", "kill -9 of the silo of the hot show", async site => await KillAsync(site, await site.HomeOfAsync(site.Stage.Hot), site.Stage.Hot)),
        new("kill-random", "kill -9 of one silo, at any moment", KillAtAnyMomentAsync) { OnlyByName = true },
        new("kill-all", "kill -9 of all silos, started again at once", KillAllAsync),
        Hang(5), Hang(20), Hang(90),
        new("full-load", "no fault: two hundred customers more for 40 s, and no silo may be taken for dead", CrowdAsync),
        new("rolling", "every silo in turn asked to end and started again", RollAsync),
    ];

    public static async Task KillOneAsync(Site site) => await KillAsync(site, await site.AnySiloAsync());

    private static Scenario Hang(int seconds) =>
        new($"hang-{seconds}", $"one silo hangs for {seconds} s and goes on", site => HangAsync(site, TimeSpan.FromSeconds(seconds)))
        {
            EndsWithin = TimeSpan.FromSeconds(180),
        };

    private static async Task KillAsync(Site site, ClusterNode silo, params IReadOnlyList<string> shows)
    {
        if (shows.Count == 0) shows = await site.ShowsOfAsync(silo);
        site.Harm(silo, NodeSignal.Kill);
        site.WatchFromNow(shows);
    }

    private static async Task KillAtAnyMomentAsync(Site site)
    {
        await Task.Delay(site.Random.Next(1_000));
        await KillAsync(site, await site.AnySiloAsync());
    }

    private static async Task KillAllAsync(Site site)
    {
        foreach (var silo in site.Silos) site.Harm(silo, NodeSignal.Kill);
        site.WatchFromNow(site.Stage.Few);
        await Task.WhenAll(site.Silos.Select(silo => LocalCluster.RestartAsync(silo)));
    }

    private static async Task HangAsync(Site site, TimeSpan time)
    {
        var silo = await site.AnySiloAsync();
        var shows = await site.ShowsOfAsync(silo);
        site.Harm(silo, NodeSignal.Stop);
        site.WatchFromNow(shows);
        await Task.Delay(time);
        site.Harm(silo, NodeSignal.Cont);
    }

    private static async Task CrowdAsync(Site site)
    {
        using var crowd = new Rush(site.Customers, site.Diary, new Errors(), site.Random.Next(), 200);
        crowd.Start(site.Stage);
        await Task.Delay(TimeSpan.FromSeconds(40));
        site.WatchFromNow(site.Stage.Hot);
        if (await crowd.EndAsync() is > 0 and var unanswered) site.Findings.Add(new Breach("I8", $"{unanswered} requests of the crowd never got a definite answer."));
    }

    private static async Task RollAsync(Site site)
    {
        site.WatchFromNow(site.Stage.Hot);
        foreach (var silo in site.Silos)
        {
            site.Harm(silo, NodeSignal.Cont);
            await LocalCluster.RestartAsync(silo);
        }
    }
}
