using Marquee.Shows;
using Marquee.Storage;
using Marquee.Tests.Theaters;
using Marquee.Theaters;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Xunit;

namespace Marquee.Tests.Domain.Theaters;

public sealed class TheaterStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly ScreenId Screen = Ids.New<ScreenId>(TimeProvider.System);

    [Fact]
    public void A_slot_is_kept_for_a_day_after_its_screen_is_free_and_dropped_then()
    {
        var old = Slot(freeAt: Now - TheaterState.KeepSlots);
        var recent = Slot(freeAt: Now - TheaterState.KeepSlots + TimeSpan.FromTicks(1));
        var next = Slot(freeAt: Now.AddDays(1));
        Assert.Equal([recent, next], new TheaterState { Slots = [old, recent] }.Put(next, Now).Slots.AsEnumerable());
    }

    [Fact]
    public void A_removed_show_takes_no_screen() =>
        Assert.Empty(new TheaterState { Slots = [Slot(freeAt: Now.AddDays(1)).With(SlotStatus.Removed)] }.SlotsOf(Screen));

    [Fact]
    public void A_show_on_another_screen_takes_none_of_this_one() =>
        Assert.Empty(new TheaterState { Slots = [Slot(freeAt: Now.AddDays(1))] }.SlotsOf(Ids.New<ScreenId>(TimeProvider.System)));

    [Theory]
    [InlineData(SlotStatus.Opening, 1, true)]
    [InlineData(SlotStatus.Opening, 0, false)]
    [InlineData(SlotStatus.Closing, 0, true)]
    [InlineData(SlotStatus.Open, 1, false)]
    [InlineData(SlotStatus.Removed, 1, false)]
    internal void Half_done_is_what_was_not_told_to_the_show_and_can_still_be(SlotStatus status, int startsIn, bool halfDone)
    {
        var slot = Slot(freeAt: Now.AddDays(1)) with { Status = status, StartsAt = Now.AddMinutes(startsIn) };
        Assert.Equal(halfDone, slot.IsHalfDone(Now));
    }

    [Fact]
    public void What_is_on_disk_comes_back_whole_and_without_events()
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        var open = new OpenShow(
            Ids.New<MovieId>(TimeProvider.System), Ids.New<TheaterId>(TimeProvider.System), Screen, 1, Catalog.Layout("1-5"), Now, Now.AddHours(2),
            "Asia/Kolkata", "Hindi", null, new SeatPrices("INR", 1, 2, 3), new ShowRules());
        var state = new TheaterState
        {
            Version = 7,
            CreatedAt = Now,
            UpdatedAt = Now,
            Details = Catalog.Details,
            CreatedBy = Catalog.Fingerprint("a"),
            Screens = [new TheaterScreen { Id = Screen }.Write("Screen 1", Catalog.Layout("1-5"), 5, Catalog.Fingerprint("b"), new HashSet<int>())],
            Slots = [Slot(freeAt: Now.AddDays(1)) with { Pending = open }],
            Raised = [Events.Of(Topics.Catalog, TheaterRemoved.Type, "thr_1", new TheaterRemoved("thr_1", 8), Now)],
        };

        var read = serializer.Deserialize<TheaterState>(serializer.SerializeToArray(state));

        Assert.Empty(read!.Raised);
        Assert.Equal(state.Slots[0] with { Pending = null }, read.Slots[0] with { Pending = null });
        Assert.Equal(open with { Layout = read.Slots[0].Pending!.Layout }, read.Slots[0].Pending);
        Assert.Equal(state.Screens[0] with { Layouts = read.Screens[0].Layouts }, read.Screens[0]);
        Assert.True(Marquee.Theaters.Domain.LayoutEquality.Same(state.Screens[0].Current.Layout, read.Screens[0].Current.Layout));
        Assert.Equal(Catalog.Details.Amenities.AsEnumerable(), read.Details!.Amenities.AsEnumerable());
        Assert.Equal(
            state with { Raised = [], Details = read.Details, Screens = read.Screens, Slots = read.Slots },
            read);
    }

    private static ShowSlot Slot(DateTimeOffset freeAt) => new()
    {
        Show = Ids.New<ShowId>(TimeProvider.System),
        Screen = Screen,
        LayoutVersion = 1,
        StartsAt = freeAt.AddHours(-3),
        EndsAt = freeAt.AddMinutes(-15),
        FreeAt = freeAt,
        CreatedBy = Catalog.Fingerprint("slot"),
    };
}
