using System.Globalization;

namespace Marquee.Silo.Tickets;

/// <summary>
/// A time zone as a calendar needs it for one event: what holds from the last change of clocks before it, and what from a change during it.
/// Calendars that know the zone by its name take their own rules; the others get the times right all the same.
/// </summary>
internal static class CalendarZone
{
    public const string Local = "yyyyMMdd'T'HHmmss";
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(400);

    public static void Write(CalendarLines lines, TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        lines.Add("BEGIN", "VTIMEZONE");
        lines.Add("TZID", zone.Id);
        var changes = Changes(zone, from - LookBack, to);
        var before = changes.LastOrDefault(change => change <= from);
        // A zone whose clocks did not change for a year has one offset; from when on makes no difference.
        if (before == default) WriteObservance(lines, zone, new DateTimeOffset(1970, 1, 1, 0, 0, 0, zone.GetUtcOffset(from)), zone.GetUtcOffset(from), zone.GetUtcOffset(from));
        foreach (var change in changes.Where(change => change == before || change > from))
            WriteObservance(lines, zone, change, zone.GetUtcOffset(change.AddSeconds(-1)), zone.GetUtcOffset(change));
        lines.Add("END", "VTIMEZONE");
    }

    private static void WriteObservance(CalendarLines lines, TimeZoneInfo zone, DateTimeOffset starts, TimeSpan before, TimeSpan after)
    {
        var kind = zone.IsDaylightSavingTime(starts) ? "DAYLIGHT" : "STANDARD";
        lines.Add("BEGIN", kind);
        // By the clock as it was until then.
        lines.Add("DTSTART", starts.ToOffset(before).ToString(Local, CultureInfo.InvariantCulture));
        lines.Add("TZOFFSETFROM", Offset(before));
        lines.Add("TZOFFSETTO", Offset(after));
        lines.Add("END", kind);
    }

    /// <summary>The first seconds of a new offset, oldest first.</summary>
    private static List<DateTimeOffset> Changes(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        var changes = new List<DateTimeOffset>();
        for (var day = from; day < to;)
        {
            var next = day.AddDays(1) < to ? day.AddDays(1) : to;
            if (zone.GetUtcOffset(day) != zone.GetUtcOffset(next)) changes.Add(Find(zone, day, next));
            day = next;
        }

        return changes;
    }

    private static DateTimeOffset Find(TimeZoneInfo zone, DateTimeOffset old, DateTimeOffset changed)
    {
        var (low, high, before) = (old.ToUnixTimeSeconds(), changed.ToUnixTimeSeconds(), zone.GetUtcOffset(old));
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(middle)) == before) low = middle;
            else high = middle;
        }

        return DateTimeOffset.FromUnixTimeSeconds(high);
    }

    private static string Offset(TimeSpan offset) => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hhmm", CultureInfo.InvariantCulture);
}
