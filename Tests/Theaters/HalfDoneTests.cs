using Marquee.Shows;
using Marquee.Theaters;
using Xunit;

namespace Marquee.Tests.Theaters;

/// <summary>A silo died between saving a slot and telling its show, or between telling it and saving that.</summary>
public sealed class HalfDoneTests(CatalogCluster cluster) : IClassFixture<CatalogCluster>
{
    private readonly TheaterId _theater = cluster.NewId<TheaterId>();
    private readonly ScreenId _screen = cluster.NewId<ScreenId>();

    [Fact]
    public async Task A_repeat_finishes_a_show_that_was_never_told_to_open()
    {
        var slot = await Slot(SlotStatus.Opening);
        await Leave(slot);

        var result = await cluster.Theater(_theater).Schedule(await Command(slot));

        Assert.Equal((ScheduleOutcome.Replayed, ShowStatus.Scheduled), (result.Outcome, result.Show!.Status));
    }

    [Fact]
    public async Task The_next_show_to_be_scheduled_finishes_it_too()
    {
        var slot = await Slot(SlotStatus.Opening);
        await Leave(slot);

        var next = (await Command(slot)) with { Show = cluster.NewId<ShowId>() };
        var result = await cluster.Theater(_theater).Schedule(next);

        Assert.Equal((ScheduleOutcome.ScreenBusy, slot.Show), (result.Outcome, result.Clash!.Show));
        Assert.Equal(ShowStatus.Scheduled, (await cluster.Show(slot.Show).Get())!.Status);
    }

    [Fact]
    public async Task A_show_that_was_told_already_is_not_opened_twice()
    {
        var slot = await Slot(SlotStatus.Opening);
        await cluster.Show(slot.Show).Open(slot.Pending!);
        await cluster.Hold(slot.Show, "A1");
        await Leave(slot);

        var result = await cluster.Theater(_theater).Schedule(await Command(slot));

        Assert.Equal((ScheduleOutcome.Replayed, 4), (result.Outcome, result.Show!.SeatsFree));
    }

    [Fact]
    public async Task A_show_whose_time_has_come_is_not_opened_any_more()
    {
        var slot = await Slot(SlotStatus.Opening, startsIn: TimeSpan.FromMinutes(-1));
        await Leave(slot);

        await cluster.Theater(_theater).Schedule((await Command(slot)) with { Show = cluster.NewId<ShowId>() });

        Assert.Null(await cluster.Show(slot.Show).Get());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_withdrawal_that_was_begun_is_finished_and_frees_the_screen(bool told)
    {
        var slot = await Slot(SlotStatus.Closing);
        await cluster.Show(slot.Show).Open(slot.Pending!);
        if (told) await cluster.Show(slot.Show).Withdraw();
        await Leave(slot with { Pending = null });

        var result = await cluster.Theater(_theater).Schedule((await Command(slot)) with { Show = cluster.NewId<ShowId>() });

        Assert.Equal(ScheduleOutcome.Scheduled, result.Outcome);
        Assert.Equal(ShowStatus.Canceled, (await cluster.Show(slot.Show).Get())!.Status);
    }

    [Theory]
    [InlineData(SlotStatus.Opening)]
    [InlineData(SlotStatus.Closing)]
    internal async Task A_show_that_is_half_done_can_be_removed(SlotStatus status)
    {
        var slot = await Slot(status);
        if (status == SlotStatus.Closing) await cluster.Show(slot.Show).Open(slot.Pending!);
        await Leave(slot);

        Assert.Equal(RemoveOutcome.Removed, await cluster.Theater(_theater).RemoveShow(slot.Show));

        Assert.Equal(ShowStatus.Canceled, (await cluster.Show(slot.Show).Get())!.Status);
        await cluster.Show(slot.Show).Open(slot.Pending!);
        Assert.Equal(HoldOutcome.NotOnSale, (await cluster.Hold(slot.Show, "A1")).Outcome);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_move_that_was_begun_is_finished_by_the_next_command(bool told)
    {
        var slot = await Slot(SlotStatus.Opening);
        await cluster.Show(slot.Show).Open(slot.Pending!);
        var moving = slot.At(slot.StartsAt.AddHours(6));
        if (told) await cluster.Show(slot.Show).Reschedule(moving.StartsAt, moving.EndsAt);
        await Leave(moving);

        var result = await cluster.Theater(_theater).Schedule((await Command(slot)) with { Show = cluster.NewId<ShowId>() });

        Assert.Equal(ScheduleOutcome.Scheduled, result.Outcome);
        Assert.Equal(moving.StartsAt, (await cluster.Show(slot.Show).Get())!.StartsAt);
    }

    [Fact]
    public async Task A_withdrawal_that_a_customer_was_faster_than_leaves_the_show_on_its_screen()
    {
        var slot = await Slot(SlotStatus.Closing);
        await cluster.Show(slot.Show).Open(slot.Pending!);
        await cluster.Hold(slot.Show, "A1");
        await Leave(slot with { Pending = null });

        var result = await cluster.Theater(_theater).Schedule((await Command(slot)) with { Show = cluster.NewId<ShowId>() });

        Assert.Equal((ScheduleOutcome.ScreenBusy, slot.Show), (result.Outcome, result.Clash!.Show));
    }

    private async Task<ShowSlot> Slot(SlotStatus status, TimeSpan? startsIn = null)
    {
        var startsAt = cluster.Clock.GetUtcNow() + (startsIn ?? TimeSpan.FromDays(1));
        return new ShowSlot
        {
            Show = cluster.NewId<ShowId>(),
            Screen = _screen,
            LayoutVersion = 1,
            StartsAt = startsAt,
            EndsAt = startsAt.AddHours(2),
            FreeAt = startsAt.AddHours(3),
            Status = status,
            CreatedBy = Catalog.Fingerprint("first"),
            Pending = new OpenShow(
                await cluster.SomeMovie(), _theater, _screen, 1, Catalog.Layout("1-5"), startsAt, startsAt.AddHours(2), "Asia/Kolkata", "Hindi", null,
                new SeatPrices("INR", 1, 0, 0), new ShowRules()),
        };
    }

    private async Task<ScheduleShow> Command(ShowSlot slot) =>
        cluster.Command(await cluster.SomeMovie(), _screen, default) with { Show = slot.Show, StartsAt = slot.StartsAt, CreatedBy = slot.CreatedBy };

    private Task Leave(ShowSlot slot) => cluster.Leave(_theater, new TheaterState
    {
        Version = 1,
        Details = Catalog.Details,
        Screens = [new TheaterScreen { Id = _screen }.Write("Screen 1", Catalog.Layout("1-5"), 5, null, new HashSet<int>())],
        Slots = [slot],
    });
}
