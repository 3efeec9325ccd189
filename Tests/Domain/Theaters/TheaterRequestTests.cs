using Marquee.Api.Http;
using Marquee.Api.Theaters;
using Xunit;

namespace Marquee.Tests.Domain.Theaters;

public sealed class TheaterRequestTests
{
    private static readonly TheaterRequest Valid = new("A", "Mumbai", "1 Some Road", new LocationRequest(90, -180), "Asia/Kolkata");

    [Fact]
    public void The_poles_and_the_date_line_are_on_earth() => Assert.Empty(Errors(Valid));

    [Theory]
    [InlineData(90.1, 0.0, "location.lat")]
    [InlineData(-91.0, 0.0, "location.lat")]
    [InlineData(double.PositiveInfinity, 0.0, "location.lat")]
    [InlineData(0.0, 180.5, "location.lon")]
    [InlineData(0.0, null, "location.lon")]
    public void What_is_not_on_earth_is_refused(double? lat, double? lon, string field) =>
        Assert.Equal([field], Errors(Valid with { Location = new LocationRequest(lat, lon) }));

    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Kolkata")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("Etc/GMT+5")]
    public void A_time_zone_goes_by_its_IANA_name(string name) => Assert.Empty(Errors(Valid with { TimeZone = name }));

    [Theory]
    [InlineData(null)]
    [InlineData("India Standard Time")]
    [InlineData("UTC-11")]
    [InlineData("Asia/Nowhere")]
    [InlineData("../../etc/passwd")]
    [InlineData("posix/Asia/Kolkata")]
    [InlineData("localtime")]
    [InlineData("asia/kolkata")]
    public void Any_other_name_is_refused(string? name) => Assert.Equal(["timeZone"], Errors(Valid with { TimeZone = name }));

    [Fact]
    public void Every_missing_field_is_named_at_once() =>
        Assert.Equal(["address", "city", "location", "name", "timeZone"], Errors(new TheaterRequest(null, null, null, null, null)));

    private static IEnumerable<string> Errors(TheaterRequest request)
    {
        var checks = new Validation();
        request.Details(checks);
        return ((IDictionary<string, string[]>)checks.Problem().ProblemDetails.Extensions["errors"]!).Keys.Order(StringComparer.Ordinal);
    }
}
