using System.Collections.Immutable;
using Marquee.Bookings.Domain;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Storage;
using Marquee.Tickets;

namespace Marquee.Bookings;

/// <summary>Turns what a booking knows into what others are told.</summary>
internal static class BookingViews
{
    /// <param name="told">The refund that is asked about; without it the last one.</param>
    public static BookingView Of(BookingId id, BookingState booking, ShowView show, PaymentView? payment, RefundId? told = null)
    {
        var refunds = BookingSteps.RefundsOf(booking);
        var refund = told is { } asked ? BookingSteps.FindRefund(booking, asked) : refunds.LastOrDefault();
        return new BookingView(
            id, booking.Customer, booking.Status, show, BookingSteps.HeldSeatsOf(booking), booking.Price!, booking.HoldExpiresAt,
            booking.CreatedAt, booking.Version, payment, refund is null ? booking.Refund : new RefundView(refund.Id, Amount(booking, refund), refund.Status),
            [.. refunds.Select(each => Of(booking, each))], FailureOf(booking), CheckInViews.AllOf(booking));
    }

    public static BookingRefund Of(BookingState booking, BookingRefundState refund) => new(
        refund.Id, Amount(booking, refund), refund.Status, refund.Seats, refund.Cause, refund.Reason, refund.To, refund.RequestedAt);

    public static OutboxEvent Event(
        BookingId id, BookingState booking, string type, DateTimeOffset now, BookingRefundState? refund = null, CheckInChanged? checkIn = null,
        string? actor = null)
    {
        var changed = refund is null ? null : new BookingRefundChanged(
            refund.Id.ToString(), Amount(booking, refund), refund.Status, refund.Seats, refund.Cause, refund.Reason, refund.To);
        BookingFailure? failure = FailureOf(booking) is var why && why != BookingFailure.None ? why : null;
        var payload = new BookingChanged(
            id.ToString(), booking.Version, booking.Customer.ToString(), booking.Show.ToString(), booking.Status, BookingSteps.SeatsOf(booking),
            booking.Price!, booking.CreatedAt, booking.Payment?.ToString(), changed, failure, checkIn);
        return Events.Of(Topics.Bookings, type, payload.Id, payload, now, actor);
    }

    private static Money Amount(BookingState booking, BookingRefundState refund) => new(refund.Amount, booking.Price!.Currency);

    /// <summary>Rows of the first release do not say why they failed; there was but one reason then.</summary>
    private static BookingFailure FailureOf(BookingState booking) =>
        booking is { Status: BookingStatus.Failed, Failure: BookingFailure.None } ? BookingFailure.SeatsGone : booking.Failure;
}
