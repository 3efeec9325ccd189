using System.Globalization;
using Marquee.Api.Http;
using Marquee.Reports;

namespace Marquee.Api.Reports;

/// <summary>Reads what a report is asked for: the last month by day where nothing is said.</summary>
internal static class ReportRequest
{
    private const int LongestDays = 366;
    private const int UsualDays = 31;

    /// <param name="most">How many lines an answer has at most.</param>
    public static ReportQuery Report(this Validation checks, string? from, string? to, string? groupBy, DateTimeOffset now, int most, string? after)
    {
        var last = checks.Day("to", to) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var first = checks.Day("from", from) ?? DateOnly.FromDayNumber(Math.Max(0, last.DayNumber - UsualDays + 1));
        if (!checks.Failed)
        {
            checks.Check(first <= last, "from", "from must not be later than to.");
            checks.Check(last.DayNumber - first.DayNumber < LongestDays, "to", $"from and to must not be more than {LongestDays} days apart.");
        }

        return new ReportQuery(first, last, checks.Group(groupBy), most, after);
    }

    private static DateOnly? Day(this Validation checks, string field, string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        checks.Add(field, $"{field} must be a day such as 2026-11-24.");
        return null;
    }

    private static ReportGroup Group(this Validation checks, string? text)
    {
        if (string.IsNullOrEmpty(text)) return ReportGroup.Day;
        if (text.All(char.IsAsciiLetterLower) && Enum.TryParse<ReportGroup>(text, ignoreCase: true, out var group)) return group;
        checks.Add("groupBy", "groupBy must be one of show, movie, theater, day.");
        return default;
    }
}
