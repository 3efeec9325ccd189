using Marquee.Api.Payments;
using Marquee.Bookings;
using Marquee.Payments;

namespace Marquee.Api.Bookings;

/// <param name="Status">pending, succeeded or failed.</param>
/// <param name="Seats">Labels of the seats that were given back for it; none where the seats stay.</param>
internal sealed record BookingRefundBody(
    string Id, Money Amount, string Status, IReadOnlyList<string> Seats, RefundCause Cause, string Reason, RefundTo RefundTo, DateTimeOffset RequestedAt)
{
    public static BookingRefundBody Of(BookingRefund refund) => new(
        refund.Id.ToString(), refund.Amount, RefundBody.StatusOf(refund.Status), refund.Seats, refund.Cause, refund.Reason, refund.To, refund.RequestedAt);
}

/// <param name="Code">Stable: seats-gone, show-canceled.</param>
internal sealed record BookingFailureBody(string Code, string Message)
{
    public static BookingFailureBody? Of(BookingFailure failure) => failure switch
    {
        BookingFailure.SeatsGone => new("seats-gone", "The payment came after the seats had gone to somebody else. The money goes back in full."),
        BookingFailure.ShowCanceled => new("show-canceled", "The show was canceled. What was paid goes back in full."),
        _ => null,
    };
}
