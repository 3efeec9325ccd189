using System.Globalization;
using System.Net;

namespace Marquee.LoadTest.Reports;

/// <summary>A run as one page that needs no other file: charts, and the numbers beside each of them.</summary>
internal static class HtmlReport
{
    private const string Style =
        """
        body{font:16px/1.45 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
        h2{margin-top:2.2rem}svg{width:100%;height:auto}svg text{font-size:12px;fill:#444}.grid{stroke:#ddd}.mark{stroke:#888;stroke-dasharray:3 3}
        .legend{list-style:none;padding:0;display:flex;gap:1.2rem;flex-wrap:wrap}.legend svg{width:28px;display:inline}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:.2rem .7rem;text-align:right;border-bottom:1px solid #ddd}
        th:first-child,td:first-child,.facts td{text-align:left}.wrong{color:#a10d0d;font-weight:600}.scroll{overflow-x:auto}caption{text-align:left;color:#444}
        """;

    public static string Of(Report report)
    {
        var marks = report.Changes.Select(change => (change.At, change.What)).ToList();
        var rows = report.Seconds;
        return
            $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Marquee under load</title><style>{Style}</style></head><body>
            <h1>Marquee under load</h1>
            <p class="{(report.Holds ? "" : "wrong")}">{(report.Holds ? "Everything that must be so is so." : "Something that must be so is not; see Checks.")} {Text(report.Unchecked ?? "")}</p>
            <div class="facts">{Facts(report)}</div>
            <h2>How long requests took</h2><p>{Text(report.Arrivals)}</p>
            {LineChart.Of("latency", "Time of requests", "milliseconds", [Curve("p50", rows, row => row.P50), Curve("p90", rows, row => row.P90), Curve("p99", rows, row => row.P99)], marks)}
            {Times("Requests, milliseconds", report.Requests)}
            {Times("Journeys, milliseconds", report.Journeys)}
            <h2>How much was done</h2>
            {LineChart.Of("throughput", "Requests and journeys in each second", "in a second", [Curve("requests answered", rows, row => row.Requests), Curve("journeys begun", rows, row => row.Begun), Curve("journeys ended", rows, row => row.Journeys)], marks)}
            {Counts("Journeys by how they ended", report.Outcomes)}
            <h2>Refusals and failures</h2><p>A refusal is a rule at work (4xx); a failure is a 5xx or no answer. 429 and 503 are the system protecting itself.</p>
            {LineChart.Of("errors", "Answers that are no success", "in a second", ErrorCurves(rows), marks)}
            {Counts("Answers", report.Answers)}
            <h2>Seats sold</h2>
            {LineChart.Of("seats", "Seats sold since the start", "seats", [Curve("seats sold", rows, row => row.SeatsSold)], marks)}
            <h2>Checks</h2>{Findings(report)}
            <h2>Second by second</h2>{Seconds(rows)}
            </body></html>
            """;
    }

    private static string Facts(Report report) => Table("The run", ["", ""],
    [
        ["System", report.System],
        ["Started", report.StartedAt.ToString("u", CultureInfo.InvariantCulture)],
        ["Arrivals", report.Run.Rate is { } rate ? $"{rate.ToString(CultureInfo.InvariantCulture)} journeys a second" : $"{report.Run.Concurrency} journeys at once"],
        ["Length", $"{report.Run.Seconds} s"],
        ["Journeys", report.Run.Mix],
        ["Payments", report.Run.Pay],
        ["Shows", $"{report.Run.Shows}, wanted by Zipf's law with exponent {report.Run.Zipf.ToString(CultureInfo.InvariantCulture)}{(report.Run.Rush ? ", all at one in the middle third" : "")}"],
        ["Customers", $"{report.Run.Customers}"],
        ["Generators", $"{report.Run.Generators}"],
        ["Seats sold", $"{report.SeatsSold}"],
    ]);

    private static List<Curve> ErrorCurves(IReadOnlyList<SecondRow> rows)
    {
        const int Most = 4;
        var names = rows.SelectMany(row => row.Answers).Where(answer => AnswerNames.IsRefusal(answer.Key) || AnswerNames.IsFailure(answer.Key))
            .GroupBy(answer => answer.Key).OrderByDescending(answers => answers.Sum(answer => answer.Value)).Select(answers => answers.Key).ToList();
        var curves = names.Take(Most).Select(name => Curve(name, rows, row => row.Answers.GetValueOrDefault(name))).ToList();
        if (names.Count > Most) curves.Add(Curve("all others", rows, row => names.Skip(Most).Sum(name => row.Answers.GetValueOrDefault(name))));
        return curves.Count > 0 ? curves : [Curve("none", rows, _ => 0)];
    }

    private static string Findings(Report report) => Table("What must be so", ["", "holds", "checked", "against it"], report.Findings.Select(finding => new[]
    {
        finding.Name, finding.Holds ? "yes" : "NO", $"{finding.Checked}", string.Join("; ", finding.Against.Take(5)) + (finding.Against.Count > 5 ? $"; and {finding.Against.Count - 5} more" : ""),
    }));

    private static string Seconds(IReadOnlyList<SecondRow> rows) => Table(
        "Times in milliseconds", ["second", "begun", "ended", "requests", "p50", "p90", "p99", "longest", "refusals", "failures", "seats sold"], rows.Select(row => new[]
        {
            $"{row.Second + 1}", $"{row.Begun}", $"{row.Journeys}", $"{row.Requests}", Ms(row.P50), Ms(row.P90), Ms(row.P99), Ms(row.Longest), $"{row.Refusals}", $"{row.Failures}", $"{row.SeatsSold}",
        }));

    private static string Times(string caption, IEnumerable<TimesRow> rows) => Table(
        caption, ["", "count", "per second", "p50", "p90", "p99", "p99.9", "longest"],
        rows.Select(row => new[] { row.Name, $"{row.Count}", Ms(row.PerSecond), Ms(row.P50), Ms(row.P90), Ms(row.P99), Ms(row.P999), Ms(row.Longest) }));

    private static string Counts(string caption, IReadOnlyDictionary<string, long> counts) => Table(caption, ["", "count"], counts.Select(pair => new[] { pair.Key, $"{pair.Value}" }));

    private static string Table(string caption, IEnumerable<string> heads, IEnumerable<string[]> rows) =>
        $"<div class=\"scroll\"><table><caption>{Text(caption)}</caption><thead><tr>{string.Concat(heads.Select(head => $"<th scope=\"col\">{Text(head)}</th>"))}</tr></thead><tbody>"
        + string.Concat(rows.Select(row => $"<tr>{string.Concat(row.Select((cell, column) => column == 0 ? $"<th scope=\"row\">{Text(cell)}</th>" : $"<td>{Text(cell)}</td>"))}</tr>"))
        + "</tbody></table></div>";

    private static Curve Curve(string name, IReadOnlyList<SecondRow> rows, Func<SecondRow, double> of) => new(name, [.. rows.Select(of)]);

    private static string Ms(double value) => value.ToString("#,0.0", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
