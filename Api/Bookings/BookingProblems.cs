using Marquee.Api.Http;
using Marquee.Api.Payments;
using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Bookings;

/// <summary>What a client is told when a booking is refused.</summary>
internal static class BookingProblems
{
    public static ProblemHttpResult Of(HoldOutcome refusal, IReadOnlyList<string> seats, HttpContext http) => refusal switch
    {
        HoldOutcome.Overloaded => Problems.Overloaded(http, "Too many wait for seats of this show already. Nothing was held."),
        HoldOutcome.SeatsUnavailable => Conflict("seats-unavailable", "Not all of these seats can be had.", seats),
        HoldOutcome.SeatUnknown => Unprocessable("seat-unknown", "The hall has no such seats.", seats),
        HoldOutcome.TooManySeats => Unprocessable("too-many-seats", "That would be more seats of this show than one customer may have."),
        HoldOutcome.SingleSeatGap => Unprocessable("single-seat-gap", "This selection would leave a single seat that nobody will buy.", seats),
        HoldOutcome.CompanionAlone => Unprocessable("companion-alone", "A companion place is sold only together with the wheelchair place beside it.", seats),
        HoldOutcome.NotOnSale => Conflict("show-not-on-sale", "This show is not on sale."),
        HoldOutcome.ShowNotFound => Problems.NotFound("show"),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Not a refusal."),
    };

    public static ProblemHttpResult Of(PayBookingOutcome refusal) => refusal switch
    {
        PayBookingOutcome.HoldExpired => Conflict("hold-expired", "The seats were held too long without payment and are free again."),
        PayBookingOutcome.NotPayable => Conflict("booking-not-payable", "This booking cannot be paid now: it is paid, being paid or over."),
        PayBookingOutcome.NotFound => Problems.NotFound("booking"),
        PayBookingOutcome.NotOnSale => Conflict("show-not-on-sale", "This show is not on sale."),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Not a refusal."),
    };

    public static ProblemHttpResult NotPending() =>
        Conflict("booking-not-pending", "Only a booking that nobody has paid or is paying for can be given up.");

    public static ProblemHttpResult Declined(PaymentView payment) => Problems.Of(
        StatusCodes.Status402PaymentRequired, "payment-declined", "The payment was declined.", payment.Failure?.Message,
        new Dictionary<string, object?> { ["payment"] = PaymentBody.Of(payment) });

    private static ProblemHttpResult Conflict(string code, string title, IReadOnlyList<string>? seats = null) =>
        Problems.Of(StatusCodes.Status409Conflict, code, title, null, Naming(seats));

    private static ProblemHttpResult Unprocessable(string code, string title, IReadOnlyList<string>? seats = null) =>
        Problems.Of(StatusCodes.Status422UnprocessableEntity, code, title, null, Naming(seats));

    private static Dictionary<string, object?>? Naming(IReadOnlyList<string>? seats) => seats is null ? null : new() { ["seats"] = seats };
}
