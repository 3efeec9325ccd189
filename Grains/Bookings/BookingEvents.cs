using Marquee.Payments;
using Marquee.Tickets;

namespace Marquee.Bookings;

/// <summary>
/// Payload of every event on the bookings topic: the booking as it is after the change. The event's type names the change:
/// <c>booking-created</c>, <c>booking-paying</c> where the provider did not answer at once, <c>booking-pending</c> where that payment
/// failed, <c>booking-confirmed</c>, <c>booking-expired</c>, <c>booking-failed</c>. Where seats or money go back <c>Refund</c> tells which:
/// <c>booking-canceling</c>, or <c>booking-seats-canceled</c> where it has other seats; <c>booking-refunding</c> where the seats stay;
/// <c>booking-refunded</c> once the money is back, or <c>booking-refund-closed</c> where none was to go back; and <c>booking-canceled</c> as the end of one that was canceled. Where guests came in <c>CheckIn</c> tells which:
/// <c>booking-checked-in</c>, or <c>booking-check-in-conflict</c> where a device let them in that could not ask, and they should not have been.
/// </summary>
/// <param name="Seats">Those it has; of one that is over, those it had.</param>
public sealed record BookingChanged(
    string Id,
    int Version,
    string Customer,
    string Show,
    BookingStatus Status,
    IReadOnlyList<string> Seats,
    BookingPrice Price,
    DateTimeOffset CreatedAt,
    string? Payment,
    BookingRefundChanged? Refund = null,
    BookingFailure? Failure = null,
    CheckInChanged? CheckIn = null)
{
    public const string Created = "booking-created";
    public const string Paying = "booking-paying";
    public const string PendingAgain = "booking-pending";
    public const string Refunded = "booking-refunded";
    public const string Confirmed = "booking-confirmed";
    public const string Expired = "booking-expired";
    public const string Failed = "booking-failed";
    public const string Canceling = "booking-canceling";
    public const string SeatsCanceled = "booking-seats-canceled";
    public const string Canceled = "booking-canceled";
    public const string Refunding = "booking-refunding";
    public const string RefundClosed = "booking-refund-closed";
    public const string CheckedIn = "booking-checked-in";
    public const string CheckInConflict = "booking-check-in-conflict";
}

/// <param name="Seats">Given back for it; none where the seats stay.</param>
public sealed record BookingRefundChanged(
    string Id, Money Amount, RefundStatus Status, IReadOnlyList<string> Seats, RefundCause Cause, string Reason, RefundTo To);

/// <param name="Seats">Of those who came in; where they should not have been let in, what stood in the way.</param>
public sealed record CheckInChanged(string Id, CheckInOutcome Outcome, IReadOnlyList<string> Seats, DateTimeOffset At, string By, string? Door);
