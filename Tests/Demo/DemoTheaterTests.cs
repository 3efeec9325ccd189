using System.Collections.Immutable;
using Marquee.Silo.Demo;
using Xunit;

namespace Marquee.Tests.Demo;

public class DemoTheaterTests
{
    private static readonly DemoCatalogue Catalogue = DemoCatalogue.Read();
    private static readonly ImmutableArray<DemoTheater> Theaters = Catalogue.Theaters;

    [Fact]
    public void Sixteen_theaters_stand_in_India_Europe_and_the_United_States()
    {
        Assert.Equal(16, Theaters.Length);
        Assert.Equal(16, Theaters.Select(theater => theater.Slug).Distinct().Count());
        Assert.Equal(8, Theaters.Count(theater => theater.Country == "IN"));
        Assert.Equal(3, Theaters.Count(theater => theater.Country == "US"));
        Assert.All(Theaters, theater =>
        {
            Assert.StartsWith("Marquee ", theater.Name, StringComparison.Ordinal);
            Assert.NotEmpty(theater.City);
            Assert.NotEmpty(theater.Address);
            Assert.NotEmpty(theater.Amenities);
            Assert.NotEmpty(theater.Languages);
        });
    }

    [Theory]
    [InlineData("IN", 6.5, 35.7, 68.1, 97.4, "INR")]
    [InlineData("US", 24.5, 49.4, -125.0, -66.9, "USD")]
    [InlineData("GB", 49.9, 60.9, -8.2, 1.8, "GBP")]
    [InlineData("FR", 41.3, 51.1, -5.2, 9.6, "EUR")]
    [InlineData("DE", 47.2, 55.1, 5.8, 15.1, "EUR")]
    [InlineData("ES", 36.0, 43.8, -9.4, 4.4, "EUR")]
    [InlineData("IT", 36.6, 47.1, 6.6, 18.6, "EUR")]
    public void A_theater_stands_within_its_country_and_charges_in_its_currency(
        string country, double south, double north, double west, double east, string currency)
    {
        var theaters = Theaters.Where(theater => theater.Country == country).ToList();
        Assert.NotEmpty(theaters);
        Assert.All(theaters, theater =>
        {
            Assert.InRange(theater.Location.Lat, south, north);
            Assert.InRange(theater.Location.Lon, west, east);
            Assert.Equal(currency, theater.Currency);
        });
    }

    [Fact]
    public void No_theater_stands_in_a_country_without_bounds()
    {
        string[] bounded = ["IN", "US", "GB", "FR", "DE", "ES", "IT"];
        Assert.All(Theaters, theater => Assert.Contains(theater.Country, bounded));
    }

    [Fact]
    public void Every_theater_keeps_the_time_of_an_IANA_zone() => Assert.All(Theaters, theater =>
    {
        Assert.True(TimeZoneInfo.TryFindSystemTimeZoneById(theater.TimeZone, out var zone));
        Assert.True(zone!.HasIanaId);
    });

    [Fact]
    public void Screens_have_their_own_slugs_a_layout_a_format_and_rising_prices() => Assert.All(Theaters, theater =>
    {
        Assert.InRange(theater.Screens.Length, 2, 4);
        Assert.Equal(theater.Screens.Length, theater.Screens.Select(screen => screen.Slug).Distinct().Count());
        Assert.Equal(theater.Screens.Length, theater.Screens.Select(screen => screen.Name).Distinct().Count());
        Assert.All(theater.Screens, screen =>
        {
            Assert.Equal(screen.Layout, Catalogue.LayoutOf(screen).Slug);
            Assert.Contains(screen.Format, new[] { "2D", "3D", "IMAX", "4DX" });
            Assert.InRange(screen.Prices.Silver, 100, screen.Prices.Gold - 1);
            Assert.InRange(screen.Prices.Gold, 100, screen.Prices.Platinum - 1);
        });
    });

    [Fact]
    public void Every_layout_is_somewhere_in_use()
    {
        var used = Theaters.SelectMany(theater => theater.Screens).Select(screen => screen.Layout).ToHashSet();
        Assert.All(Catalogue.Layouts, layout => Assert.Contains(layout.Slug, used));
    }
}
