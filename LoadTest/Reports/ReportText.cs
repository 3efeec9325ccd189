using System.Globalization;

namespace Marquee.LoadTest.Reports;

/// <summary>The end of a run on a terminal.</summary>
internal static class ReportText
{
    private const int MostShown = 5;

    public static async Task WriteAsync(Report report, TextWriter output)
    {
        await output.WriteLineAsync(report.Arrivals);
        await output.WriteLineAsync($"{"",-24}{"count",9}{"/s",9}{"p50 ms",9}{"p90 ms",9}{"p99 ms",9}{"p99.9 ms",10}{"longest",9}");
        foreach (var row in report.Requests) await output.WriteLineAsync(Line(row));
        await output.WriteLineAsync("Journeys");
        foreach (var row in report.Journeys) await output.WriteLineAsync(Line(row));
        await output.WriteLineAsync($"Journeys by how they ended: {Counts(report.Outcomes)}");
        await output.WriteLineAsync($"Answers: {Counts(report.Answers)}");
        await output.WriteLineAsync($"Seats sold: {report.SeatsSold}");
        foreach (var finding in report.Findings) await WriteAsync(finding, output);
        if (report.Unchecked is { } why) await output.WriteLineAsync(why);
    }

    private static async Task WriteAsync(Invariants.Finding finding, TextWriter output)
    {
        await output.WriteLineAsync($"{(finding.Holds ? "holds" : "WRONG")}  {finding.Name} ({finding.Checked} checked)");
        foreach (var against in finding.Against.Take(MostShown)) await output.WriteLineAsync($"       {against}");
        if (finding.Against.Count > MostShown) await output.WriteLineAsync($"       and {finding.Against.Count - MostShown} more");
    }

    private static string Counts(IReadOnlyDictionary<string, long> counts) => string.Join(", ", counts.Select(pair => $"{pair.Value} {pair.Key}"));

    private static string Line(TimesRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {row.Name,-22}{row.Count,9}{row.PerSecond,9:0.0}{row.P50,9:0.0}{row.P90,9:0.0}{row.P99,9:0.0}{row.P999,10:0.0}{row.Longest,9:0.0}");
}
