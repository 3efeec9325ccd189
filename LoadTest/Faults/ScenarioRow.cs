using System.Globalization;
using Marquee.LoadTest.Faults.Checks;
using Marquee.LoadTest.Faults.Customers;

namespace Marquee.LoadTest.Faults;

/// <summary>What was seen of one scenario: a row of the table.</summary>
internal sealed record ScenarioRow(string Name, string? Skipped, IReadOnlyList<TrialResult> Trials)
{
    public const string Head =
        """
        | scenario | faults | recovery s, median / worst | requests | errors clients saw | slowest error s | confirmed | broken invariants |
        |---|---|---|---|---|---|---|---|
        """;

    public IReadOnlyList<Breach> Breaches => [.. Trials.SelectMany(trial => trial.Breaches)];

    /// <summary>One that could not be carried through, which is as bad as an invariant that broke.</summary>
    public static ScenarioRow Failed(string name, string why) => new(name, null, [new TrialResult([], new Errors(), [], [new Breach("run", why)])]);

    public override string ToString()
    {
        if (Skipped is not null) return $"| {Name} | - | skipped: {Skipped} | | | | | |";
        var recoveries = Trials.SelectMany(trial => trial.Recoveries).Order().ToList();
        var errors = Trials.SelectMany(trial => trial.Errors.Counts).GroupBy(count => count.Key, count => count.Value)
            .Select(counts => (Code: counts.Key, Count: counts.Sum())).OrderByDescending(counts => counts.Count).ToList();
        var broken = Breaches.Count == 0 ? "none" : string.Join(", ", Breaches.GroupBy(breach => breach.Invariant).Select(breaches => $"{breaches.Count()} x {breaches.Key}"));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {Name} | {recoveries.Count} | {Seconds(recoveries, 0.5)} / {Seconds(recoveries, 1)} | {Trials.Sum(trial => trial.Errors.Requests)} | ")
            + string.Create(CultureInfo.InvariantCulture,
            $"{(errors.Count == 0 ? "none" : string.Join(", ", errors.Select(error => $"{error.Count} x {error.Code}")))} | {Trials.Max(trial => trial.Errors.Slowest).TotalSeconds:0.0} | ")
            + $"{Trials.Sum(trial => trial.Stories.Count(story => story.Confirmed is not null))} | {broken} |";
    }

    private static string Seconds(List<TimeSpan> ordered, double share) =>
        ordered.Count == 0 ? "-" : ordered[Math.Min(ordered.Count - 1, (int)(share * ordered.Count))].TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
