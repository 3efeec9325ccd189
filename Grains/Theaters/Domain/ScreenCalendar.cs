namespace Marquee.Theaters.Domain;

/// <summary>
/// Lets no two shows overlap on a screen. A show has its screen from the instant it starts up to, and without, the instant the hall is
/// clean again, so the next may start at that instant.
/// </summary>
internal static class ScreenCalendar
{
    /// <summary>The first of those that have the screen to be in the way, or null where it is free.</summary>
    public static ScreenTaken? Clash(IEnumerable<ScreenTaken> taken, DateTimeOffset startsAt, DateTimeOffset freeAt) =>
        taken.Where(other => other.StartsAt < freeAt && startsAt < other.FreeAt).MinBy(other => other.StartsAt);
}
