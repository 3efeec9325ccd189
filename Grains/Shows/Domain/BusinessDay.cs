namespace Marquee.Shows.Domain;

/// <summary>To which day's programme a show belongs. The night is over at five: a show at half past midnight is one of the evening before.</summary>
internal static class BusinessDay
{
    public static readonly TimeSpan Begins = TimeSpan.FromHours(5);

    /// <param name="timeZone">The theater's, an IANA name.</param>
    public static DateOnly Of(DateTimeOffset startsAt, string timeZone) =>
        // The clock on the wall is what people go by, so the five hours are taken from it and not from the time that passed.
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(startsAt, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).DateTime - Begins);
}
