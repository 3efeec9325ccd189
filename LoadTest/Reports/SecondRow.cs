using Marquee.LoadTest.Runs;

namespace Marquee.LoadTest.Reports;

/// <summary>One second of a run. Times are of requests, in milliseconds.</summary>
/// <param name="Begun">Journeys that began, and <paramref name="Journeys"/> those that ended.</param>
/// <param name="Failures">Answers 5xx, and requests that had none.</param>
/// <param name="Refusals">Answers 4xx.</param>
/// <param name="SeatsSold">Since the start.</param>
internal sealed record SecondRow(
    int Second, long Begun, long Journeys, long Requests, double P50, double P90, double P99, double Longest, long Failures, long Refusals, long SeatsSold,
    IReadOnlyDictionary<string, long> Answers)
{
    public static SecondRow Of(int second, Tally tally, long soldSoFar)
    {
        var requests = tally.AllRequests();
        return new SecondRow(
            second, tally.Begun, tally.Outcomes.Values.Sum(), requests.Count, requests.Quantile(0.5), requests.Quantile(0.9), requests.Quantile(0.99),
            requests.LongestMilliseconds, Count(tally, AnswerNames.IsFailure), Count(tally, AnswerNames.IsRefusal), soldSoFar, tally.Answers);
    }

    private static long Count(Tally tally, Func<string, bool> which) => tally.Answers.Where(answer => which(answer.Key)).Sum(answer => answer.Value);
}

/// <summary>What the names that answers are counted by mean.</summary>
internal static class AnswerNames
{
    public static bool IsRefusal(string name) => name.StartsWith('4');

    public static bool IsFailure(string name) => name.StartsWith('5') || name.StartsWith("none", StringComparison.Ordinal);
}
