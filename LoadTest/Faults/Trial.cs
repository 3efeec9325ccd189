using Marquee.LoadTest.Faults.Checks;
using Marquee.LoadTest.Faults.Customers;
using Marquee.LoadTest.Faults.Scenarios;
using Marquee.LoadTest.Faults.Settling;
using Marquee.LoadTest.Faults.Stories;

namespace Marquee.LoadTest.Faults;

/// <summary>One fault, or some in a row, under one load; then everything must come to rest, and is judged.</summary>
internal sealed class Trial(Site site, Scenario scenario, int customers, Action<string> progress)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly List<Breach> _breaches = [];
    private readonly List<TimeSpan> _recoveries = [];
    private readonly Errors _errors = new();

    public async Task<TrialResult> RunAsync(int faults)
    {
        await site.OpenStageAsync();
        using var rush = new Rush(site.Customers, site.Diary, _errors, site.Random.Next(), customers);
        rush.Start(site.Stage);
        await Task.Delay(WarmUp);
        for (var fault = 1; fault <= faults; fault++) await StrikeAsync(fault, faults);
        await Task.Delay(Afterwards);
        var unanswered = await rush.EndAsync();
        if (unanswered > 0) _breaches.Add(new Breach("I8", $"{unanswered} requests never got a definite answer."));
        foreach (var silo in site.Evicted) _breaches.Add(new Breach("eviction", $"{silo.Name} ended, and nobody had harmed it."));
        await SettleAsync();
        _breaches.AddRange(site.Findings);
        return new TrialResult(_recoveries, _errors, site.Diary.Stories, _breaches);
    }

    private async Task StrikeAsync(int number, int of)
    {
        await scenario.Strike(site);
        // Measured by the same clock as everything that is asked.
        var recovered = site.Probe is { } probe ? await probe.RecoveredAsync(Patience) : TimeSpan.Zero;
        if (recovered is { } time) _recoveries.Add(time);
        else _breaches.Add(new Breach("I10", $"{string.Join(" and ", site.Probe!.Silent)} did not answer within {Patience.TotalSeconds:0} s."));
        progress($"{scenario.Name} {number} of {of}: {(recovered is null ? "did not recover" : $"recovered after {recovered.Value.TotalSeconds:0.0} s")}, errors so far: {_errors}");
        await scenario.Heal(site);
        if (!await site.MakeWholeAsync()) _breaches.Add(new Breach("I10", "The cluster was not whole again within a minute."));
        await site.EndProbeAsync();
    }

    private async Task SettleAsync()
    {
        var began = site.Diary.Now;
        var unfinished = await new Quiet(site.Database, site.House, site.Stage.All).WaitAsync(scenario.EndsWithin);
        progress($"{scenario.Name}: at rest after {(site.Diary.Now - began).TotalSeconds:0} s; checking {site.Diary.Stories.Count} bookings");
        var contradictions = await Repeats.AskAsync(site.Diary.Stories, site.Customers, site.Random);
        var books = await new BooksReader(site.Database, site.Customers, site.Stage.All).ReadAsync(unfinished);
        _breaches.AddRange(Checker.Check(new Evidence(site.Diary.Stories, books, Ground.HoldTime) { Contradictions = contradictions }));
    }
}

/// <param name="Recoveries">Of each fault that recovered.</param>
internal sealed record TrialResult(IReadOnlyList<TimeSpan> Recoveries, Errors Errors, IReadOnlyList<Story> Stories, IReadOnlyList<Breach> Breaches);
