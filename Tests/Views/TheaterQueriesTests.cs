using Marquee.Silo.Theaters;
using Marquee.Storage;
using Marquee.Tests.Outbox;
using Marquee.Tests.Postgres;
using Marquee.Tests.Theaters;
using Marquee.Theaters;
using Xunit;

namespace Marquee.Tests.Views;

[Collection("postgres")]
public sealed class TheaterQueriesTests(ViewsCluster cluster) : IClassFixture<ViewsCluster>
{
    private readonly string _tag = Guid.NewGuid().ToString("N")[..12];

    private ITheaterQueries Theaters => cluster.Grains.GetGrain<ITheaterQueries>(0);

    private TheaterQuery Mine => new(_tag, null, null, 0, 20, null);

    [Fact]
    public async Task A_theater_is_listed_as_soon_as_it_was_saved_and_no_more_once_it_was_removed()
    {
        var grain = cluster.Grains.GetGrain<ITheaterGrain>(Raised.New<TheaterId>().ToString());
        var details = Catalog.Details with { Name = $"Fresh {_tag}" };

        await grain.Save(new SaveTheater(details, Precondition.Upsert));
        var listed = Assert.Single((await Theaters.List(Mine)).Items);
        await grain.Remove();

        Assert.Equal(details, listed.Details with { Amenities = details.Amenities });
        Assert.Equal(details.Amenities.AsEnumerable(), listed.Details.Amenities);
        Assert.Empty((await Theaters.List(Mine)).Items);
    }

    [Fact]
    public async Task Without_a_point_theaters_come_by_name_page_after_page()
    {
        await SaveAsync(("b", "Pune", 0, 0), ("A", "Oslo", 0, 0), ("c", "PUNE", 0, 0));

        var first = await Theaters.List(Mine with { Limit = 2 });
        var second = await Theaters.List(Mine with { Limit = 2, After = first.Next });

        Assert.Equal([$"A {_tag}", $"b {_tag}"], Names(first));
        Assert.Equal([$"c {_tag}"], Names(second));
        Assert.Null(second.Next);
        Assert.All(first.Items, theater => Assert.Null(theater.DistanceKm));
        Assert.Equal([$"b {_tag}", $"c {_tag}"], Names(await Theaters.List(Mine with { City = "pune" })));
    }

    [Fact]
    public async Task With_a_point_the_nearest_come_first_and_none_beyond_the_radius()
    {
        await SaveAsync(("Far", "x", 48.8566, 2.3522), ("Near", "x", 51.50, -0.13), ("Middle", "x", 51.75, -1.26), ("Twin", "x", 51.50, -0.13));
        var query = Mine with { Near = new GeoPoint(51.5074, -0.1278), RadiusKm = 400, Limit = 1 };

        var seen = new List<TheaterSummary>();
        for (TheaterPage? page = null; page is null || page.Next is not null; seen.AddRange(page.Items))
            page = await Theaters.List(query with { After = page?.Next });

        Assert.Equal(["Middle", "Far"], seen.Skip(2).Select(theater => theater.Details.Name.Split(' ')[0]));
        Assert.Equal(["Near", "Twin"], seen.Take(2).Select(theater => theater.Details.Name.Split(' ')[0]).Order());
        Assert.InRange(seen[3].DistanceKm!.Value, 343, 345); // London to Paris
        Assert.Equal(3, (await Theaters.List(query with { RadiusKm = 343, Limit = 20 })).Items.Length);
        Assert.Empty((await Theaters.List(query with { After = "a|b" })).Items);
    }

    [Fact]
    public async Task Distance_goes_across_the_date_line_and_over_the_pole()
    {
        await SaveAsync(("Suva", "x", -18.14, 178.44), ("Apia", "x", -13.83, -171.76), ("Pole", "x", 89.9, 0));

        var fiji = await Theaters.List(Mine with { Near = new GeoPoint(-17, -179.9), RadiusKm = 1_000 });
        var arctic = await Theaters.List(Mine with { Near = new GeoPoint(89.9, 180), RadiusKm = 30 });

        Assert.Equal([$"Suva {_tag}", $"Apia {_tag}"], Names(fiji));
        Assert.Equal([$"Pole {_tag}"], Names(arctic));
    }

    [Fact]
    public void The_box_holds_every_point_of_the_circle()
    {
        foreach (var lat in new[] { -80.0, -45, 0, 19, 60, 85 })
        {
            var box = GeoBox.Around(new GeoPoint(lat, 10), 300);
            for (var bearing = 0.0; bearing < 360; bearing += 5)
            {
                var (there, lon) = Destination(lat, 10, bearing, 300);
                Assert.InRange(there, box.South, box.North);
                Assert.InRange(lon, box.West, box.East);
            }
        }
    }

    [Fact]
    public async Task Cities_are_counted_whatever_their_case_and_have_a_middle()
    {
        await SaveAsync(("a", $"Suva {_tag}", 10, 179), ("b", $"suva {_tag}", 12, -179));

        var city = Assert.Single(await Theaters.Cities(), city => city.Name.EndsWith(_tag, StringComparison.Ordinal));

        Assert.Equal((2, 11), (city.Theaters, city.Centroid.Lat));
        Assert.Equal(180, Math.Abs(city.Centroid.Lon), 6);
    }

    [Fact]
    public async Task Theaters_are_found_by_words_of_name_city_and_address_whatever_their_accents()
    {
        await SaveAsync(($"Café Éden", $"Zürich{_tag}", 1, 1));
        foreach (var text in new[] { $"cafe {_tag}", $"eden cafe {_tag}", $"zurich{_tag} CAF", $"zurich{_tag[..4]}" })
            Assert.Equal([$"Café Éden {_tag}"], Names(await Theaters.List(Mine with { Text = text })).Where(name => name.EndsWith(_tag, StringComparison.Ordinal)));
        Assert.Single((await Theaters.List(Mine with { Text = null, City = $"zurich{_tag}" })).Items);
        Assert.Empty((await Theaters.List(Mine with { Text = "!" })).Items);
    }

    private static string[] Names(TheaterPage page) => [.. page.Items.Select(theater => theater.Details.Name)];

    private async Task SaveAsync(params (string Name, string City, double Lat, double Lon)[] theaters)
    {
        OutboxEvent Saved((string Name, string City, double Lat, double Lon) theater) => Raised.Saved(
            Raised.New<TheaterId>(),
            Catalog.Details with { Name = $"{theater.Name} {_tag}", City = theater.City, Location = new GeoPoint(theater.Lat, theater.Lon) });
        await cluster.PublishAsync([.. theaters.Select(Saved)]);
    }

    private static (double Lat, double Lon) Destination(double lat, double lon, double bearing, double km)
    {
        var (from, angle, turn) = (double.DegreesToRadians(lat), km / 6371.0088, double.DegreesToRadians(bearing));
        var to = Math.Asin(Math.Sin(from) * Math.Cos(angle) + Math.Cos(from) * Math.Sin(angle) * Math.Cos(turn));
        var east = Math.Atan2(Math.Sin(turn) * Math.Sin(angle) * Math.Cos(from), Math.Cos(angle) - Math.Sin(from) * Math.Sin(to));
        return (double.RadiansToDegrees(to), lon + double.RadiansToDegrees(east));
    }
}
