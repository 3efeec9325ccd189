using System.Globalization;
using Marquee.Shows.Domain;
using Xunit;

namespace Marquee.Tests.Domain.Shows;

public sealed class BusinessDayTests
{
    [Theory]
    [InlineData("2026-11-23T18:30:00Z", "Asia/Kolkata", "2026-11-23")] // midnight there
    [InlineData("2026-11-23T23:29:59Z", "Asia/Kolkata", "2026-11-23")] // 04:59:59
    [InlineData("2026-11-23T23:30:00Z", "Asia/Kolkata", "2026-11-24")] // 05:00
    [InlineData("2026-11-24T04:00:00Z", "America/New_York", "2026-11-23")]
    [InlineData("2026-11-24T01:00:00Z", "Etc/UTC", "2026-11-23")]
    [InlineData("2026-11-24T05:00:00Z", "Etc/UTC", "2026-11-24")]
    // The night in which clocks go forward: 04:30 on the wall is still the night.
    [InlineData("2026-03-29T02:30:00Z", "Europe/Berlin", "2026-03-28")]
    [InlineData("2026-03-29T03:00:00Z", "Europe/Berlin", "2026-03-29")]
    public void The_night_belongs_to_the_evening_before_until_five(string startsAt, string timeZone, string day) => Assert.Equal(
        DateOnly.Parse(day, CultureInfo.InvariantCulture), BusinessDay.Of(DateTimeOffset.Parse(startsAt, CultureInfo.InvariantCulture), timeZone));
}
