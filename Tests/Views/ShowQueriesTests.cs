using Marquee.Shows;
using Marquee.Tests.Outbox;
using Marquee.Tests.Postgres;
using Marquee.Tests.Theaters;
using Marquee.Theaters;
using Xunit;

namespace Marquee.Tests.Views;

[Collection("postgres")]
public sealed class ShowQueriesTests(ViewsCluster cluster) : IClassFixture<ViewsCluster>
{
    /// <summary>Still the first of June in New York, half past one at night in Mumbai, and the morning of the second in Auckland.</summary>
    private static readonly DateTimeOffset Start = new(2030, 6, 1, 20, 0, 0, TimeSpan.Zero);

    private readonly MovieId _movie = Raised.New<MovieId>();

    private IShowQueries Shows => cluster.Grains.GetGrain<IShowQueries>(0);

    [Fact]
    public async Task A_show_is_listed_with_its_screen_and_its_theater()
    {
        var (theater, screen, show) = (Raised.New<TheaterId>(), Raised.New<ScreenId>(), Raised.New<ShowId>());
        await cluster.PublishAsync(
            Raised.Saved(theater, Catalog.Details, 1, new TheaterScreenSaved(screen.ToString(), "Audi 4", 100)),
            Raised.Opened(show, _movie, theater, screen, Start));

        var list = await Shows.OfMovie(_movie, "mumbai", null, 0, null, Raised.Now);

        Assert.Equal(
            [new ShowSummary(show, _movie, theater, screen, "Audi 4", Start, Start.AddHours(2), "Asia/Kolkata", "Hindi", null, new SeatPrices("INR", 20_000, 30_000, 40_000), new DateOnly(2030, 6, 1))],
            list.Shows.AsEnumerable());
        Assert.Equal((theater, "Some Theater"), (Assert.Single(list.Theaters).Id, list.Theaters[0].Details.Name));
        Assert.Equal(list.Shows.AsEnumerable(), (await Shows.OfTheater(theater, null, Raised.Now)).Shows);
    }

    [Fact]
    public async Task A_date_is_the_day_of_the_programme_where_it_is_shown()
    {
        var mumbai = await OpenAsync("Asia/Kolkata", Start);
        var york = await OpenAsync("America/New_York", Start);
        var auckland = await OpenAsync("Pacific/Auckland", Start);

        Assert.Equal(new[] { mumbai, york }.Order(), (await OnAsync(new DateOnly(2030, 6, 1))).Order());
        Assert.Equal([auckland], await OnAsync(new DateOnly(2030, 6, 2)));
        Assert.Empty(await OnAsync(new DateOnly(2030, 6, 3)));
    }

    [Fact]
    public async Task A_moved_show_is_listed_at_the_time_of_its_last_move_whatever_comes_first_and_a_canceled_one_no_more()
    {
        var (theater, screen, show) = (Raised.New<TheaterId>(), Raised.New<ScreenId>(), Raised.New<ShowId>());
        await cluster.PublishAsync(Raised.Saved(theater, Catalog.Details, 1, new TheaterScreenSaved(screen.ToString(), "Audi 4", 100)));
        await cluster.PublishAsync(Raised.Rescheduled(show, _movie, theater, screen, Start.AddDays(2), 2));
        await cluster.PublishAsync(Raised.Opened(show, _movie, theater, screen, Start), Raised.Rescheduled(show, _movie, theater, screen, Start.AddDays(1), 1));

        Assert.Equal(Start.AddDays(2), (await Shows.OfTheater(theater, new DateOnly(2030, 6, 3), Raised.Now)).Shows.Single().StartsAt);
        await cluster.PublishAsync(Raised.Canceled(show));
        Assert.Empty((await Shows.OfTheater(theater, null, Raised.Now)).Shows);
    }

    [Fact]
    public async Task Shows_that_have_started_or_were_withdrawn_are_left_out_and_the_rest_come_by_start()
    {
        var (late, early, gone) = (await OpenAsync("UTC", Start.AddHours(3)), await OpenAsync("UTC", Start), await OpenAsync("UTC", Start.AddHours(1)));
        await cluster.PublishAsync(Raised.Withdrawn(Ids.Parse<ShowId>(gone)));

        Assert.Equal([early, late], await FromAsync(Start.AddTicks(-10)));
        Assert.Equal([late], await FromAsync(Start));
    }

    [Fact]
    public async Task Near_a_point_the_theaters_come_nearest_first()
    {
        var far = await OpenAsync("UTC", Start, new GeoPoint(10.5, 10));
        var near = await OpenAsync("UTC", Start.AddHours(1), new GeoPoint(10.1, 10));
        await OpenAsync("UTC", Start, new GeoPoint(14, 10));

        var list = await Shows.OfMovie(_movie, null, new GeoPoint(10, 10), 100, null, Raised.Now);

        Assert.Equal([far, near], list.Shows.Select(show => show.Id.ToString()));
        Assert.Equal([list.Shows[1].Theater, list.Shows[0].Theater], list.Theaters.Select(theater => theater.Id));
        Assert.Equal([11.1, 55.6], list.Theaters.Select(theater => Math.Round(theater.DistanceKm!.Value, 1)));
    }

    private async Task<string> OpenAsync(string timeZone, DateTimeOffset startsAt, GeoPoint location = default)
    {
        var (theater, show) = (Raised.New<TheaterId>(), Raised.New<ShowId>());
        await cluster.PublishAsync(
            Raised.Saved(theater, Catalog.Details with { Location = location, TimeZone = timeZone }),
            Raised.Opened(show, _movie, theater, Raised.New<ScreenId>(), startsAt, timeZone));
        return show.ToString();
    }

    private async Task<string[]> OnAsync(DateOnly date) => Texts(await Shows.OfMovie(_movie, null, null, 0, date, Raised.Now));

    private async Task<string[]> FromAsync(DateTimeOffset from) => Texts(await Shows.OfMovie(_movie, null, null, 0, null, from));

    private static string[] Texts(ShowList list) => [.. list.Shows.Select(show => show.Id.ToString())];
}
