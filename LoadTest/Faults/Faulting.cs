using Marquee.LoadTest.Faults.Scenarios;

namespace Marquee.LoadTest.Faults;

/// <summary>Does to a running cluster what happens to systems, and looks afterwards whether it kept its word.</summary>
internal static class Faulting
{
    private const int FaultsOfTrial = 10;

    /// <summary>Answers the exit code: 1 where an invariant was broken.</summary>
    public static async Task<int> RunAsync(FaultsOptions options, TextWriter output)
    {
        if (options.List)
        {
            foreach (var scenario in Catalogue.All) await output.WriteLineAsync($"{scenario.Name,-24} {scenario.What}");
            return 0;
        }

        void Progress(string line) => output.WriteLine($"{TimeProvider.System.GetLocalNow():HH:mm:ss} {line}");
        var rows = new List<ScenarioRow>();
        foreach (var group in options.Scenarios.GroupBy(scenario => scenario.OwnGround is null ? "" : scenario.Name))
            rows.AddRange(await RunOnOneClusterAsync([.. group], options, Progress));
        await WriteAsync(rows, output);
        return rows.Any(row => row.Breaches.Count > 0) ? 1 : 0;
    }

    private static async Task<IReadOnlyList<ScenarioRow>> RunOnOneClusterAsync(IReadOnlyList<Scenario> scenarios, FaultsOptions options, Action<string> progress)
    {
        var rows = new List<ScenarioRow>();
        var site = default(Site);
        try
        {
            foreach (var scenario in scenarios)
            {
                if (scenario.Unavailable() is { } why)
                {
                    rows.Add(new ScenarioRow(scenario.Name, why, []));
                    continue;
                }

                try
                {
                    site ??= await Site.StartAsync(scenario.OwnGround?.Invoke() ?? new Ground(), options.Seed, options.Logs, progress);
                    rows.Add(await RunAsync(site, scenario, options, progress));
                }
                catch (Exception failure) when (failure is not OutOfMemoryException)
                {
                    // The others are to be seen all the same.
                    progress($"{scenario.Name} could not be ended: {failure.Message}");
                    rows.Add(ScenarioRow.Failed(scenario.Name, failure.Message));
                }

                if (rows[^1].Breaches.Count == 0) continue;
                // What was broken may be in the next one's way.
                var broken = site;
                site = null;
                if (broken is not null) await broken.DisposeAsync();
            }
        }
        finally
        {
            if (site is not null) await site.DisposeAsync();
        }

        return rows;
    }

    private static async Task<ScenarioRow> RunAsync(Site site, Scenario scenario, FaultsOptions options, Action<string> progress)
    {
        var trials = new List<TrialResult>();
        for (var left = options.Repeat; left > 0; left -= FaultsOfTrial)
        {
            var trial = new Trial(site, scenario, options.Customers, progress);
            trials.Add(await trial.RunAsync(Math.Min(left, FaultsOfTrial)));
            foreach (var breach in trials[^1].Breaches.Take(20)) progress($"BROKEN {breach.Invariant}: {breach.What}");
            progress(new ScenarioRow(scenario.Name, null, trials).ToString());
        }

        return new ScenarioRow(scenario.Name, null, trials);
    }

    private static async Task WriteAsync(IReadOnlyList<ScenarioRow> rows, TextWriter output)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync(ScenarioRow.Head);
        foreach (var row in rows) await output.WriteLineAsync(row.ToString());
        await output.WriteLineAsync();
        await output.WriteLineAsync(rows.Any(row => row.Breaches.Count > 0) ? "An invariant was broken." : "No invariant was broken.");
    }
}
