using Marquee.Shows;
using Marquee.Theaters;
using Xunit;

namespace Marquee.Tests.Theaters;

public sealed class RescheduleTests(CatalogCluster cluster) : IClassFixture<CatalogCluster>
{
    private static readonly TimeSpan Tomorrow = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_moved_show_is_as_long_as_it_was_and_gives_its_old_time_up()
    {
        var (theater, command) = await Scheduled();
        var startsAt = command.StartsAt.AddHours(5);

        var result = await cluster.Theater(theater).Reschedule(command.Show, startsAt);

        Assert.Equal((ScheduleOutcome.Rescheduled, startsAt, startsAt.AddHours(2)), (result.Outcome, result.Show!.StartsAt, result.Show.EndsAt));
        Assert.Equal(HoldOutcome.Held, (await cluster.Hold(command.Show, "A1")).Outcome);
        Assert.Equal(ScheduleOutcome.Rescheduled, (await cluster.Theater(theater).Reschedule(command.Show, startsAt)).Outcome);
        var next = command with { Show = cluster.NewId<ShowId>() };
        Assert.Equal(ScheduleOutcome.Scheduled, (await cluster.Theater(theater).Schedule(next)).Outcome);
        Assert.Equal(ScheduleOutcome.ScreenBusy, (await cluster.Theater(theater).Schedule(next with { Show = cluster.NewId<ShowId>(), StartsAt = startsAt })).Outcome);
    }

    [Fact]
    public async Task It_moves_over_its_own_time_but_not_into_that_of_another()
    {
        var (theater, command) = await Scheduled();
        var other = command with { Show = cluster.NewId<ShowId>(), StartsAt = command.StartsAt.AddHours(4) };
        Assert.Equal(ScheduleOutcome.Scheduled, (await cluster.Theater(theater).Schedule(other)).Outcome);

        Assert.Equal(ScheduleOutcome.Rescheduled, (await cluster.Theater(theater).Reschedule(command.Show, command.StartsAt.AddHours(1))).Outcome);
        var busy = await cluster.Theater(theater).Reschedule(command.Show, command.StartsAt.AddHours(3));

        Assert.Equal((ScheduleOutcome.ScreenBusy, other.Show), (busy.Outcome, busy.Clash!.Show));
        Assert.Equal(command.StartsAt.AddHours(1), (await cluster.Show(command.Show).Get())!.StartsAt);
    }

    [Fact]
    public async Task A_show_that_is_gone_or_closed_or_has_begun_is_not_moved()
    {
        var (theater, command) = await Scheduled();
        Assert.Equal(ScheduleOutcome.ShowNotFound, (await cluster.Theater(theater).Reschedule(cluster.NewId<ShowId>(), command.StartsAt)).Outcome);
        Assert.Equal(ScheduleOutcome.StartsInPast, (await cluster.Theater(theater).Reschedule(command.Show, cluster.Clock.GetUtcNow().AddHours(-1))).Outcome);
        await cluster.Show(command.Show).Cancel(new CancelShow("test", default));
        Assert.Equal(ScheduleOutcome.NotOnSale, (await cluster.Theater(theater).Reschedule(command.Show, command.StartsAt.AddHours(1))).Outcome);

        var (second, begun) = await Scheduled();
        cluster.Clock.Advance(Tomorrow);
        Assert.Equal(ScheduleOutcome.NotOnSale, (await cluster.Theater(second).Reschedule(begun.Show, begun.StartsAt.AddHours(1))).Outcome);
    }

    [Fact]
    public async Task A_canceled_show_that_somebody_has_seats_of_gives_its_screen_up()
    {
        var (theater, command) = await Scheduled();
        await cluster.Hold(command.Show, "A1");
        Assert.Equal(RemoveOutcome.InUse, await cluster.Theater(theater).RemoveShow(command.Show));
        await cluster.Show(command.Show).Cancel(new CancelShow("test", default));
        Assert.Equal(RemoveOutcome.Removed, await cluster.Theater(theater).RemoveShow(command.Show));
        Assert.Equal(ScheduleOutcome.Scheduled, (await cluster.Theater(theater).Schedule(command with { Show = cluster.NewId<ShowId>() })).Outcome);
    }

    private async Task<(TheaterId Theater, ScheduleShow Command)> Scheduled()
    {
        var (theater, screen) = await cluster.SomeScreen();
        var command = cluster.Command(await cluster.SomeMovie(), screen, Tomorrow);
        Assert.Equal(ScheduleOutcome.Scheduled, (await cluster.Theater(theater).Schedule(command)).Outcome);
        return (theater, command);
    }
}
