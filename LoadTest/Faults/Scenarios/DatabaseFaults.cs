using System.Diagnostics;
using System.Globalization;
using Marquee.LoadTest.Clusters;
using Marquee.LoadTest.Faults.Checks;
using Marquee.LoadTest.Faults.Probing;

namespace Marquee.LoadTest.Faults.Scenarios;

/// <summary>PostgreSQL gone, frozen, full, slow or out of reach.</summary>
internal static class DatabaseFaults
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan AnsweredWithin = TimeSpan.FromSeconds(2);

    public static IEnumerable<Scenario> All =>
    [
        new("database-stop", "PostgreSQL stopped at once, started again after 6 s", StopAsync),
        new("database-freeze", "PostgreSQL stands still for 6 s", FreezeAsync),
        new("database-full", "PostgreSQL's disk full for 6 s", FillAsync) { OwnGround = () => new SmallDiskGround(), Unavailable = SmallDiskGround.Unavailable },
        new("slow-database", "every silo 25 ms away from PostgreSQL for 10 s", SlowAsync) { OwnGround = () => new ProxiedGround() },
        new("cut-database", "one silo cut off from PostgreSQL: it makes way", CutAsync) { OwnGround = () => new ProxiedGround(), Heal = HealAsync },
    ];

    private static async Task StopAsync(Site site)
    {
        var shows = site.Stage.Few;
        await site.Ground.Database.StopImmediatelyAsync();
        await using var meanwhile = new Probe(site.Customers, site.Diary, shows);
        meanwhile.Start();
        await Task.Delay(Outage);
        Judge(site, meanwhile, site.Diary.Now);
        await site.Ground.Database.RestartAsync();
        site.WatchFromNow(shows);
    }

    /// <summary>Without a database there is nothing to be had, and everybody is to be told so soon.</summary>
    private static void Judge(Site site, Probe probe, TimeSpan ended)
    {
        var due = probe.AskedUntil(ended - AnsweredWithin);
        var answers = probe.Firsts.Where(first => first.Asked < ended - AnsweredWithin).ToList();
        var slowest = answers.Select(first => first.Answered - first.Asked).DefaultIfEmpty().Max();
        if (answers.Count < due || slowest > AnsweredWithin)
            site.Findings.Add(new Breach("answer", $"Without a database {due - answers.Count} of {due} were not answered, the slowest of the others after {slowest.TotalSeconds:0.0} s."));
        var odd = answers.Select(first => first.Code ?? $"{first.Outcome}").Where(code => !code.StartsWith("503", StringComparison.Ordinal)).Distinct();
        foreach (var code in odd)
            site.Findings.Add(new Breach("answer", $"Without a database a hold is answered {code}."));
    }

    private static async Task FreezeAsync(Site site)
    {
        var processes = await ProcessesAsync(site);
        Signal("STOP", processes);
        await Task.Delay(Outage);
        Signal("CONT", processes);
        site.WatchFromNow(site.Stage.Few);
    }

    private static async Task FillAsync(Site site)
    {
        var disk = (SmallDiskGround)site.Ground;
        disk.Fill();
        await Task.Delay(Outage);
        disk.Free();
        // Where the log itself could not be written the server has ended, and recovers at its start.
        if (!IsAtWork(site)) await site.Ground.Database.RestartAsync();
        site.WatchFromNow(site.Stage.Few);
    }

    private static async Task SlowAsync(Site site)
    {
        var ways = ((ProxiedGround)site.Ground).Ways.Values;
        foreach (var way in ways) way.Delay = TimeSpan.FromMilliseconds(25);
        site.WatchFromNow(site.Stage.Few);
        await Task.Delay(TimeSpan.FromSeconds(10));
        foreach (var way in ways) way.Delay = TimeSpan.Zero;
    }

    private static async Task CutAsync(Site site)
    {
        var silo = await site.AnySiloAsync();
        var shows = await site.ShowsOfAsync(silo);
        // It will end, and that is what is wanted of it.
        site.Harm(silo, NodeSignal.Cont);
        ((ProxiedGround)site.Ground).Ways[silo.Number].Cut();
        site.WatchFromNow(shows);
    }

    private static Task HealAsync(Site site)
    {
        foreach (var way in ((ProxiedGround)site.Ground).Ways.Values) way.Heal();
        return Task.CompletedTask;
    }

    private static int Postmaster(Site site) =>
        int.Parse(File.ReadLines(Path.Combine(site.Ground.DataFolder, "postgres", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private static bool IsAtWork(Site site) =>
        File.Exists(Path.Combine(site.Ground.DataFolder, "postgres", "postmaster.pid")) && Directory.Exists($"/proc/{Postmaster(site)}");

    /// <summary>The server and all its backends.</summary>
    private static async Task<string[]> ProcessesAsync(Site site)
    {
        var server = Postmaster(site).ToString(CultureInfo.InvariantCulture);
        using var list = Process.Start(new ProcessStartInfo("ps", ["-o", "pid=", "--ppid", server]) { RedirectStandardOutput = true })!;
        var backends = (await list.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        await list.WaitForExitAsync();
        return [server, .. backends];
    }

    private static void Signal(string signal, string[] processes)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", .. processes]) { RedirectStandardError = true })!;
        kill.WaitForExit();
    }
}
