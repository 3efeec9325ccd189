using System.Text.Json;
using Marquee.Api.Http;
using Marquee.Api.Shows;
using Marquee.Shows;
using Marquee.Tests.Theaters;
using Marquee.Theaters;
using Xunit;

namespace Marquee.Tests.Shows;

public sealed class ShowBodyTests(CatalogCluster cluster) : IClassFixture<CatalogCluster>
{
    private static readonly JsonSerializerOptions Json = Options();

    [Fact]
    public async Task A_show_tells_its_titles_names_and_the_time_on_the_wall()
    {
        using var bodies = new ShowBodies(cluster.Grains);
        var show = await SomeShow();

        var body = JsonSerializer.SerializeToElement(await bodies.OfAsync(show with { StartsAt = new(2026, 11, 23, 18, 30, 0, TimeSpan.Zero) }), Json);

        Assert.Equal("2026-11-23T18:30:00Z", body.GetProperty("startsAt").GetString());
        Assert.Equal("2026-11-24T00:00:00", body.GetProperty("localStartsAt").GetString());
        Assert.Equal("scheduled", body.GetProperty("status").GetString());
        Assert.Equal("Some Film", body.GetProperty("movie").GetProperty("title").GetString());
        Assert.Equal(("Some Theater", "Mumbai", "Asia/Kolkata"), (Theater("name"), Theater("city"), Theater("timeZone")));
        Assert.Equal("Screen 1", body.GetProperty("screen").GetProperty("name").GetString());
        Assert.Equal("""{"amount":20000,"currency":"INR"}""", body.GetProperty("prices").GetProperty("silver").GetRawText());
        Assert.Equal(5, body.GetProperty("seatsFree").GetInt32());
        Assert.False(body.TryGetProperty("tag", out _));
        string? Theater(string field) => body.GetProperty("theater").GetProperty(field).GetString();
    }

    [Fact]
    public async Task The_tag_changes_with_the_status_though_no_seat_moved()
    {
        using var bodies = new ShowBodies(cluster.Grains);
        var show = await SomeShow();
        var scheduled = await bodies.OfAsync(show);

        Assert.Equal(scheduled.Tag, (await bodies.OfAsync(show)).Tag);
        Assert.NotEqual(scheduled.Tag, (await bodies.OfAsync(show with { Status = ShowStatus.Started })).Tag);
        Assert.NotEqual(scheduled.Tag, (await bodies.OfAsync(show with { SeatsFree = 4 })).Tag);
    }

    [Fact]
    public void A_seat_map_is_written_row_by_row_with_the_columns_of_the_plan()
    {
        var show = Ids.New<ShowId>(TimeProvider.System);
        var plan = new SeatPlanView(
        [
            new PlannedSeat("A", "A1", SeatCategory.Silver, SeatKind.Wheelchair, 0),
            new PlannedSeat("A", "A2", SeatCategory.Silver, SeatKind.Companion, 2),
            new PlannedSeat("B", "B1", SeatCategory.Platinum, SeatKind.Standard, 0),
        ]);
        var map = new SeatMapView(show, 7, plan, [SeatStatus.Free, SeatStatus.Held, SeatStatus.Blocked]);

        Assert.Equal(
            $$"""
            {"showId":"{{show}}","version":7,"rows":[{"label":"A","seats":[
            {"label":"A1","category":"silver","kind":"wheelchair","status":"free","x":0},
            {"label":"A2","category":"silver","kind":"companion","status":"held","x":2}]},{"label":"B","seats":[
            {"label":"B1","category":"platinum","kind":"standard","status":"blocked","x":0}]}]}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(new SeatMapBody(map), Json));
    }

    private async Task<ShowView> SomeShow()
    {
        var (theater, screen) = await cluster.SomeScreen();
        var result = await cluster.Theater(theater).Schedule(cluster.Command(await cluster.SomeMovie(), screen, TimeSpan.FromDays(1)));
        return result.Show!;
    }

    private static JsonSerializerOptions Options()
    {
        var json = new JsonSerializerOptions();
        StrictJson.Configure(json);
        return json;
    }
}
