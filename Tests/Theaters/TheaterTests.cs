using Marquee.Theaters;
using Xunit;

namespace Marquee.Tests.Theaters;

public sealed class TheaterTests(CatalogCluster cluster) : IClassFixture<CatalogCluster>
{
    private static readonly TimeSpan Tomorrow = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_repeat_of_the_request_that_made_a_theater_answers_as_the_first_time()
    {
        var theater = cluster.Theater(cluster.NewId<TheaterId>());
        var create = new SaveTheater(Catalog.Details, Precondition.Create(Catalog.Fingerprint("create")));
        var first = await theater.Save(create);
        await theater.Save(new SaveTheater(Catalog.Details with { Name = "Another Name" }, Precondition.Update(1)));

        var again = await theater.Save(create);

        Assert.Equal((SaveOutcome.Created, SaveOutcome.Replayed), (first.Outcome, again.Outcome));
        Assert.Equal((1, "Some Theater", first.Theater!.UpdatedAt), (again.Theater!.Version, again.Theater.Details.Name, again.Theater.UpdatedAt));
        Assert.Equal("Another Name", (await theater.Get())!.Details.Name);
    }

    [Fact]
    public async Task Of_two_who_change_the_same_version_one_is_told_so()
    {
        var theater = cluster.Theater(cluster.NewId<TheaterId>());
        await theater.Save(new SaveTheater(Catalog.Details, Precondition.Upsert));

        var outcomes = await Task.WhenAll(Change(), Change());

        Assert.Equal([SaveOutcome.Updated, SaveOutcome.Stale], outcomes.Select(result => result.Outcome).Order());
        Task<SaveTheaterResult> Change() => theater.Save(new SaveTheater(Catalog.Details, Precondition.Update(1)));
    }

    [Fact]
    public async Task A_change_of_a_screen_is_a_new_version_of_its_theater()
    {
        var (theater, screen) = await cluster.SomeScreen();
        var before = await cluster.Theater(theater).Get();

        await cluster.Theater(theater).SaveScreen(new SaveScreen(screen, "Renamed", Catalog.Layout("1-5"), Precondition.Update(1)));

        var after = await cluster.Theater(theater).Get();
        Assert.Equal(before!.Version + 1, after!.Version);
        Assert.Equal(new ScreenSummary(screen, "Renamed", 5, 1, false), Assert.Single(after.Screens));
    }

    [Fact]
    public async Task A_layout_that_cannot_be_sold_is_refused_with_its_errors_and_nothing_changes()
    {
        var (theater, screen) = await cluster.SomeScreen();

        var result = await cluster.Theater(theater).SaveScreen(new SaveScreen(screen, "Screen 1", Catalog.Layout("1-5,3"), Precondition.Update(null)));

        Assert.Equal(SaveOutcome.Invalid, result.Outcome);
        Assert.NotEmpty(result.LayoutErrors);
        Assert.Equal(1, (await cluster.Theater(theater).Screen(screen))!.LayoutVersion);
    }

    [Fact]
    public async Task A_show_keeps_the_hall_it_was_sold_with()
    {
        var (theater, screen) = await cluster.SomeScreen();
        var movie = await cluster.SomeMovie();
        var before = cluster.Command(movie, screen, Tomorrow);
        await cluster.Theater(theater).Schedule(before);

        await cluster.Theater(theater).SaveScreen(new SaveScreen(screen, "Screen 1", Catalog.Layout("1-8"), Precondition.Update(null)));

        var after = cluster.Command(movie, screen, Tomorrow * 2);
        await cluster.Theater(theater).Schedule(after);
        Assert.Equal(5, (await cluster.Show(before.Show).Get())!.SeatsTotal);
        Assert.Equal(8, (await cluster.Show(after.Show).Get())!.SeatsTotal);
    }

    [Fact]
    public async Task Neither_theater_nor_screen_goes_while_a_show_has_not_ended()
    {
        var (theater, screen) = await cluster.SomeScreen();
        var command = cluster.Command(await cluster.SomeMovie(minutes: 60), screen, TimeSpan.FromMinutes(1));
        await cluster.Theater(theater).Schedule(command);

        Assert.Equal(RemoveOutcome.InUse, await cluster.Theater(theater).RemoveScreen(screen));
        Assert.Equal(RemoveOutcome.InUse, await cluster.Theater(theater).Remove());

        cluster.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(RemoveOutcome.Removed, await cluster.Theater(theater).RemoveScreen(screen));
        Assert.Equal(RemoveOutcome.Removed, await cluster.Theater(theater).Remove());
    }

    [Fact]
    public async Task What_was_removed_keeps_its_name_for_old_shows_and_is_gone_otherwise()
    {
        var (id, screen) = await cluster.SomeScreen();
        var theater = cluster.Theater(id);
        await theater.RemoveScreen(screen);
        await theater.Remove();

        var view = await theater.Get();
        Assert.True(view!.Removed);
        Assert.True(Assert.Single(view.Screens).Removed);
        Assert.Null(await theater.Screen(screen));
        Assert.Equal(RemoveOutcome.NotFound, await theater.Remove());
        Assert.Equal(SaveOutcome.NotFound, (await theater.Save(new SaveTheater(Catalog.Details, Precondition.Update(null)))).Outcome);
        Assert.Equal(ScheduleOutcome.TheaterNotFound, (await theater.Schedule(cluster.Command(await cluster.SomeMovie(), screen, Tomorrow))).Outcome);
    }
}
