using Marquee.Shows;
using Marquee.Theaters;
using Xunit;

namespace Marquee.Tests.Theaters;

public sealed class RemoveShowTests(CatalogCluster cluster) : IClassFixture<CatalogCluster>
{
    private static readonly TimeSpan Tomorrow = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_removed_show_is_off_sale_and_its_screen_is_free()
    {
        var (theater, command) = await Scheduled();

        Assert.Equal(RemoveOutcome.Removed, await cluster.Theater(theater).RemoveShow(command.Show));

        Assert.Equal(ShowStatus.Canceled, (await cluster.Show(command.Show).Get())!.Status);
        Assert.Equal(HoldOutcome.NotOnSale, (await cluster.Hold(command.Show, "A1")).Outcome);
        var next = await cluster.Theater(theater).Schedule(command with { Show = cluster.NewId<ShowId>() });
        Assert.Equal(ScheduleOutcome.Scheduled, next.Outcome);
    }

    [Fact]
    public async Task A_show_that_somebody_holds_seats_of_stays_and_keeps_its_screen()
    {
        var (theater, command) = await Scheduled();
        Assert.Equal(HoldOutcome.Held, (await cluster.Hold(command.Show, "A1")).Outcome);

        Assert.Equal(RemoveOutcome.InUse, await cluster.Theater(theater).RemoveShow(command.Show));

        var next = await cluster.Theater(theater).Schedule(command with { Show = cluster.NewId<ShowId>() });
        Assert.Equal(ScheduleOutcome.ScreenBusy, next.Outcome);
        Assert.Equal(HoldOutcome.Held, (await cluster.Hold(command.Show, "A2")).Outcome);
    }

    [Fact]
    public async Task Repeating_the_request_that_made_a_removed_show_does_not_bring_it_back()
    {
        var (theater, command) = await Scheduled();
        await cluster.Theater(theater).RemoveShow(command.Show);

        var again = await cluster.Theater(theater).Schedule(command);

        Assert.Equal((ScheduleOutcome.Replayed, ShowStatus.Canceled), (again.Outcome, again.Show!.Status));
        var next = await cluster.Theater(theater).Schedule(command with { Show = cluster.NewId<ShowId>() });
        Assert.Equal(ScheduleOutcome.Scheduled, next.Outcome);
    }

    [Fact]
    public async Task A_show_that_is_gone_or_never_was_cannot_be_removed()
    {
        var (theater, command) = await Scheduled();
        await cluster.Theater(theater).RemoveShow(command.Show);

        Assert.Equal(RemoveOutcome.NotFound, await cluster.Theater(theater).RemoveShow(command.Show));
        Assert.Equal(RemoveOutcome.NotFound, await cluster.Theater(theater).RemoveShow(cluster.NewId<ShowId>()));
    }

    private async Task<(TheaterId Theater, ScheduleShow Command)> Scheduled()
    {
        var (theater, screen) = await cluster.SomeScreen();
        var command = cluster.Command(await cluster.SomeMovie(), screen, Tomorrow);
        Assert.Equal(ScheduleOutcome.Scheduled, (await cluster.Theater(theater).Schedule(command)).Outcome);
        return (theater, command);
    }
}
