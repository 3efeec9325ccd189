using System.Collections.Immutable;
using Marquee.Bookings;
using Marquee.Bookings.Domain;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Theaters;
using Xunit;

namespace Marquee.Tests.Domain.Bookings;

public sealed class RefundStepsTests
{
    private static readonly BookingState Confirmed = new()
    {
        Status = BookingStatus.Confirmed,
        Version = 2,
        Seats = [new HeldSeat("A1", SeatCategory.Silver, 100), new HeldSeat("A2", SeatCategory.Silver, 100)],
        Price = new BookingPrice("INR", 200, 10, 2, 0),
    };

    private static BookingRefundState Of(long amount, params ImmutableArray<string> seats) => new(
        new RefundId(Guid.NewGuid()), amount, RefundStatus.Pending, seats, RefundCause.Customer, "", RefundTo.Source, default, default);

    [Fact]
    public void A_booking_that_gives_all_its_seats_back_is_canceled_once_the_money_is_back()
    {
        var refund = Of(200, "A1", "A2");
        var canceling = BookingSteps.Cancel(Confirmed, refund);
        Assert.Equal((BookingStatus.Canceling, 3), (canceling.Status, canceling.Version));
        Assert.Equal(BookingStatus.Canceling, BookingSteps.Refunded(canceling, refund.Id, RefundStatus.Stuck).Status);
        Assert.Equal(BookingStatus.Canceled, BookingSteps.Refunded(canceling, refund.Id, RefundStatus.Succeeded).Status);
        Assert.Equal(BookingStatus.Canceled, BookingSteps.Refunded(canceling, refund.Id, RefundStatus.SettledByHand).Status);
    }

    [Fact]
    public void A_booking_that_keeps_a_seat_stays_confirmed_with_it()
    {
        var one = BookingSteps.Cancel(Confirmed, Of(100, "A1"));
        Assert.Equal((BookingStatus.Confirmed, "A2"), (one.Status, BookingSteps.SeatsOf(one).Single()));
        Assert.Equal(["A1"], BookingSteps.NotIts(one).AsEnumerable());
        var rest = BookingSteps.Cancel(one, Of(100, "A2"));
        Assert.Equal(BookingStatus.Canceling, rest.Status);
        // Both refunds must be over before it is.
        var second = BookingSteps.Refunded(rest, rest.Refunds[1].Id, RefundStatus.Succeeded);
        Assert.Equal(BookingStatus.Canceling, second.Status);
        Assert.Equal(BookingStatus.Canceled, BookingSteps.Refunded(second, rest.Refunds[0].Id, RefundStatus.Succeeded).Status);
    }

    [Fact]
    public void The_same_seat_is_not_given_back_twice()
    {
        var one = BookingSteps.Cancel(Confirmed, Of(100, "A1"));
        Assert.Throws<InvalidOperationException>(() => BookingSteps.Cancel(one, Of(1, "A1")));
        Assert.Throws<InvalidOperationException>(() => BookingSteps.Cancel(Confirmed with { Status = BookingStatus.Canceled }, Of(1, "A1")));
    }

    [Fact]
    public void What_goes_back_never_exceeds_what_was_taken()
    {
        var given = BookingSteps.Refund(Confirmed, Of(150));
        Assert.Equal(62, BookingSteps.Left(given));
        Assert.Throws<InvalidOperationException>(() => BookingSteps.Refund(given, Of(63)));
        Assert.Throws<InvalidOperationException>(() => BookingSteps.Cancel(given, Of(63, "A1")));
        Assert.Equal(0, BookingSteps.Left(BookingSteps.Cancel(given, Of(62, "A1"))));
    }

    [Fact]
    public void What_is_back_stays_back_whatever_is_heard_later()
    {
        var refund = Of(200, "A1", "A2");
        var canceled = BookingSteps.Refunded(BookingSteps.Cancel(Confirmed, refund), refund.Id, RefundStatus.Succeeded);
        Assert.Equal(RefundStatus.Succeeded, BookingSteps.Refunded(canceled, refund.Id, RefundStatus.Pending).Refunds[0].Status);
    }

    [Theory]
    [InlineData(BookingStatus.Pending)]
    [InlineData(BookingStatus.Expired)]
    [InlineData(BookingStatus.Failed)]
    public void What_nobody_paid_for_gives_nothing_back(BookingStatus status) =>
        Assert.Throws<InvalidOperationException>(() => BookingSteps.Refund(Confirmed with { Status = status }, Of(1)));
}
