using System.Text.Json;
using Marquee.LoadTest.Invariants;
using Marquee.LoadTest.Runs;

namespace Marquee.LoadTest.Reports;

/// <summary>Everything that is told of a run, for people and for programs.</summary>
/// <param name="System">What was asked: where it is, or what was started.</param>
/// <param name="Arrivals">How journeys came, and what their times mean.</param>
/// <param name="Unchecked">Why the books were not looked at; null where they were.</param>
internal sealed record Report(
    DateTimeOffset StartedAt, string System, string Arrivals, RunFacts Run, IReadOnlyList<SecondRow> Seconds, IReadOnlyList<TimesRow> Requests,
    IReadOnlyList<TimesRow> Journeys, IReadOnlyDictionary<string, long> Outcomes, IReadOnlyDictionary<string, long> Answers, long SeatsSold,
    IReadOnlyList<Mark> Changes, IReadOnlyList<Finding> Findings, string? Unchecked)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public bool Holds => Findings.All(finding => finding.Holds);

    public string ToJson() => JsonSerializer.Serialize(this, Indented);
}

/// <summary>What the run was made of.</summary>
internal sealed record RunFacts(double? Rate, int? Concurrency, int Seconds, string Mix, string Pay, double Zipf, bool Rush, int Generators, int Shows, int Customers)
{
    public static RunFacts Of(RunOptions run) => new(
        run.Rate, run.Concurrency, run.Seconds, run.Mix.ToString(), run.Pay.ToString(), run.Zipf, run.Rush, run.Generators, run.Shows, run.Customers);
}

/// <summary>Times of one kind of request or journey, in milliseconds.</summary>
internal sealed record TimesRow(string Name, long Count, double PerSecond, double P50, double P90, double P99, double P999, double Longest)
{
    /// <summary>All together, and each kind.</summary>
    public static IReadOnlyList<TimesRow> Of(Durations all, IEnumerable<KeyValuePair<string, Durations>> kinds, int seconds) =>
        [Of("all", all, seconds), .. kinds.Select(kind => Of(kind.Key, kind.Value, seconds))];

    private static TimesRow Of(string name, Durations took, int seconds) => new(
        name, took.Count, (double)took.Count / seconds, took.Quantile(0.5), took.Quantile(0.9), took.Quantile(0.99), took.Quantile(0.999), took.LongestMilliseconds);
}
