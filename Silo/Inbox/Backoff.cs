namespace Marquee.Silo.Inbox;

/// <summary>How long to wait after a failure: twice as long each time, and not everybody at the same moment.</summary>
internal static class Backoff
{
    // Doubling more often changes nothing: no pause may be longer than a day.
    private const int MostDoublings = 40;

    /// <param name="failures">How often it failed so far, at least once.</param>
    /// <param name="chance">From 0 to 1; the pause is between half of what it would be and all of it.</param>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan longest, double chance)
    {
        var whole = Math.Min(first.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, MostDoublings)), longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(whole * (0.5 + chance / 2));
    }
}
