using Marquee.Bookings;
using Marquee.Shows;
using Marquee.Shows.Domain;
using Xunit;

namespace Marquee.Tests.Domain.Shows;

public sealed class CancellationStepsTests
{
    private static readonly BookingId[] Bookings = [.. Enumerable.Range(0, 5).Select(_ => Halls.Booking())];
    private readonly ShowCancellationState _begun = CancellationSteps.Closed(
        CancellationSteps.Begin(new CancelShow("rain", default), "INR", Halls.Noon), Bookings.Select(booking => new ShowClaim(booking, null))) with { ScreenFree = true };

    private static Dictionary<BookingId, ShowCanceledAnswer> All(ShowCanceledProgress progress) =>
        Bookings.ToDictionary(booking => booking, _ => new ShowCanceledAnswer(progress, 100));

    [Fact]
    public void Bookings_come_in_turn_and_those_at_their_end_no_more()
    {
        Assert.Equal(Bookings[..2], CancellationSteps.Next(_begun, 0, 2).Select(next => next.Booking));
        Assert.Equal([Bookings[4], Bookings[0]], CancellationSteps.Next(_begun, 4, 2).Select(next => next.Booking));
        var told = CancellationSteps.Told(_begun, new Dictionary<BookingId, ShowCanceledAnswer> { [Bookings[0]] = new(ShowCanceledProgress.Refunded, 100) }, Halls.Noon);
        Assert.Equal(Bookings[1..], CancellationSteps.Next(told, 0, 9).Select(next => next.Booking));
    }

    [Fact]
    public void A_paused_one_begins_with_nothing_and_ends_what_was_begun()
    {
        var paused = CancellationSteps.Told(
            _begun with { Paused = true }, new Dictionary<BookingId, ShowCanceledAnswer> { [Bookings[3]] = new(ShowCanceledProgress.Refunding, 100) }, Halls.Noon);
        Assert.Equal([Bookings[3]], CancellationSteps.Next(paused, 0, 9).Select(next => next.Booking));
        Assert.False(CancellationSteps.Rests(paused));
        Assert.True(CancellationSteps.Rests(_begun with { Paused = true }));
        Assert.Equal(4, CancellationSteps.Next(CancellationSteps.Resume(paused) with { Bookings = paused.Bookings.RemoveAt(3) }, 0, 9).Length);
    }

    [Fact]
    public void It_is_over_when_every_booking_is_at_its_end_or_waits_for_an_admin()
    {
        Assert.Null(CancellationSteps.Told(_begun, All(ShowCanceledProgress.Refunding), Halls.Noon).FinishedAt);
        Assert.Equal(Halls.Noon, CancellationSteps.Told(_begun, All(ShowCanceledProgress.Refunded), Halls.Noon).FinishedAt);
        var stuck = CancellationSteps.Told(_begun, All(ShowCanceledProgress.Stuck), Halls.Noon);
        Assert.Equal((CancellationStatus.Done, 5, 0), (CancellationSteps.View(default, stuck).Status, CancellationSteps.View(default, stuck).Failed, CancellationSteps.View(default, stuck).Done));
        Assert.Equal(5, CancellationSteps.Next(CancellationSteps.Resume(stuck), 0, 9).Length);
        Assert.Null(CancellationSteps.Told(_begun with { ScreenFree = false }, All(ShowCanceledProgress.Refunded), Halls.Noon).FinishedAt);
    }

    [Fact]
    public void The_counts_add_up_and_only_what_is_back_is_counted_as_money()
    {
        var answers = All(ShowCanceledProgress.Refunded);
        (answers[Bookings[0]], answers[Bookings[1]]) = (new(ShowCanceledProgress.Refunding, 100), new(ShowCanceledProgress.NothingToRefund, 0));
        var view = CancellationSteps.View(default, CancellationSteps.Told(_begun, answers, Halls.Noon));
        Assert.Equal((5, 4, 1, 0, 0, 300), (view.Total, view.Done, view.Refunding, view.Waiting, view.Failed, view.Refunded.Amount));
    }
}
