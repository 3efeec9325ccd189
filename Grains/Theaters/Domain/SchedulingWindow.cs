namespace Marquee.Theaters.Domain;

/// <summary>How far from now a show may be scheduled: it must lie ahead, and at most 366 days.</summary>
internal static class SchedulingWindow
{
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(366);

    /// <summary>Why a show cannot start then, or null where it can.</summary>
    public static ScheduleOutcome? Refusal(DateTimeOffset startsAt, DateTimeOffset now)
    {
        if (startsAt <= now) return ScheduleOutcome.StartsInPast;
        return startsAt - now > Ahead ? ScheduleOutcome.StartsTooFarAhead : null;
    }
}
