using Marquee.Shows;
using Marquee.Theaters;
using Xunit;

namespace Marquee.Tests.Theaters;

public sealed class ScheduleTests(CatalogCluster cluster) : IClassFixture<CatalogCluster>
{
    private static readonly TimeSpan Tomorrow = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_scheduled_show_is_on_sale_with_the_hall_and_the_prices_it_was_given()
    {
        var (theater, screen) = await cluster.SomeScreen();
        var command = cluster.Command(await cluster.SomeMovie(minutes: 100), screen, Tomorrow);

        var result = await cluster.Theater(theater).Schedule(command);

        Assert.Equal(ScheduleOutcome.Scheduled, result.Outcome);
        var show = await cluster.Show(command.Show).Get();
        Assert.Equal(show, result.Show);
        Assert.Equal((theater, screen, command.StartsAt, command.StartsAt.AddMinutes(100)), (show!.Theater, show.Screen, show.StartsAt, show.EndsAt));
        Assert.Equal((5, new SeatPrices("INR", 20_000, 0, 0), "Asia/Kolkata"), (show.SeatsFree, show.Prices, show.TimeZone));
    }

    [Fact]
    public async Task The_same_request_again_changes_nothing_and_finds_its_show()
    {
        var (theater, screen) = await cluster.SomeScreen();
        var command = cluster.Command(await cluster.SomeMovie(), screen, Tomorrow);
        await cluster.Theater(theater).Schedule(command);

        var again = await cluster.Theater(theater).Schedule(command);

        Assert.Equal((ScheduleOutcome.Replayed, command.Show), (again.Outcome, again.Show!.Id));
    }

    [Fact]
    public async Task Another_request_under_the_same_key_is_refused()
    {
        var (theater, screen) = await cluster.SomeScreen();
        var command = cluster.Command(await cluster.SomeMovie(), screen, Tomorrow);
        await cluster.Theater(theater).Schedule(command);

        var other = await cluster.Theater(theater).Schedule(command with { CreatedBy = Catalog.Fingerprint("another") });

        Assert.Equal(ScheduleOutcome.KeyReused, other.Outcome);
    }

    [Fact]
    public async Task The_same_key_in_another_theater_is_refused_and_takes_no_screen_there()
    {
        var (first, firstScreen) = await cluster.SomeScreen();
        var (second, secondScreen) = await cluster.SomeScreen();
        var movie = await cluster.SomeMovie();
        var command = cluster.Command(movie, firstScreen, Tomorrow);
        await cluster.Theater(first).Schedule(command);

        var elsewhere = await cluster.Theater(second).Schedule(command with { Screen = secondScreen });

        Assert.Equal(ScheduleOutcome.KeyReused, elsewhere.Outcome);
        var next = await cluster.Theater(second).Schedule(cluster.Command(movie, secondScreen, Tomorrow));
        Assert.Equal(ScheduleOutcome.Scheduled, next.Outcome);
    }

    [Fact]
    public async Task A_show_must_wait_until_the_hall_is_clean()
    {
        var (theater, screen) = await cluster.SomeScreen();
        var movie = await cluster.SomeMovie(minutes: 120);
        var first = cluster.Command(movie, screen, Tomorrow);
        await cluster.Theater(theater).Schedule(first);
        var clean = first.StartsAt.AddMinutes(120 + ScheduleShow.DefaultCleaningMinutes);

        var early = await cluster.Theater(theater).Schedule(cluster.Command(movie, screen, Tomorrow) with { StartsAt = clean.AddMinutes(-1) });
        var intime = await cluster.Theater(theater).Schedule(cluster.Command(movie, screen, Tomorrow) with { StartsAt = clean });

        Assert.Equal(ScheduleOutcome.ScreenBusy, early.Outcome);
        Assert.Equal(new ScreenTaken(first.Show, first.StartsAt, first.StartsAt.AddMinutes(120), clean), early.Clash);
        Assert.Equal(ScheduleOutcome.Scheduled, intime.Outcome);
    }

    [Fact]
    public async Task Of_many_who_want_a_screen_at_once_one_gets_it()
    {
        var (theater, screen) = await cluster.SomeScreen();
        var movie = await cluster.SomeMovie();

        var results = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(minute => cluster.Theater(theater).Schedule(cluster.Command(movie, screen, Tomorrow + TimeSpan.FromMinutes(minute)))));

        Assert.Single(results, result => result.Outcome == ScheduleOutcome.Scheduled);
        Assert.Equal(19, results.Count(result => result.Outcome == ScheduleOutcome.ScreenBusy));
    }

    [Fact]
    public async Task What_does_not_exist_cannot_be_scheduled()
    {
        var (theater, screen) = await cluster.SomeScreen();
        var movie = await cluster.SomeMovie();
        var removed = await cluster.SomeMovie();
        await cluster.Movie(removed).Remove();

        Assert.Equal(ScheduleOutcome.TheaterNotFound, await Outcome(cluster.NewId<TheaterId>(), cluster.Command(movie, screen, Tomorrow)));
        Assert.Equal(ScheduleOutcome.ScreenNotFound, await Outcome(theater, cluster.Command(movie, cluster.NewId<ScreenId>(), Tomorrow)));
        Assert.Equal(ScheduleOutcome.MovieNotFound, await Outcome(theater, cluster.Command(cluster.NewId<MovieId>(), screen, Tomorrow)));
        Assert.Equal(ScheduleOutcome.MovieNotFound, await Outcome(theater, cluster.Command(removed, screen, Tomorrow)));
    }

    [Fact]
    public async Task A_show_needs_a_time_ahead_and_a_price_for_its_seats()
    {
        var (theater, screen) = await cluster.SomeScreen();
        var command = cluster.Command(await cluster.SomeMovie(), screen, Tomorrow);

        Assert.Equal(ScheduleOutcome.StartsInPast, await Outcome(theater, command with { StartsAt = cluster.Clock.GetUtcNow() }));
        Assert.Equal(ScheduleOutcome.StartsTooFarAhead, await Outcome(theater, command with { StartsAt = command.StartsAt.AddDays(367) }));
        var unpriced = await cluster.Theater(theater).Schedule(command with { Prices = new PriceList("INR", null, 100, 100) });
        Assert.Equal((ScheduleOutcome.PriceMissing, SeatCategory.Silver), (unpriced.Outcome, Assert.Single(unpriced.Unpriced)));
    }

    private async Task<ScheduleOutcome> Outcome(TheaterId theater, ScheduleShow command) =>
        (await cluster.Theater(theater).Schedule(command)).Outcome;
}
