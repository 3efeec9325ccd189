using System.Globalization;

namespace Marquee.Api.Shows;

internal static class LocalTime
{
    /// <summary>What the clock on the wall shows at that instant, <c>2026-11-24T00:00:00</c>.</summary>
    /// <param name="timeZone">IANA name.</param>
    public static string Of(DateTimeOffset instant, string timeZone) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
