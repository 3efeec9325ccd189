using Marquee.Api.Http;
using Marquee.Bookings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Bookings;

/// <summary>What a client is told when seats are not taken back, or money is not given back.</summary>
internal static class CancellationProblems
{
    public static ProblemHttpResult Of(CancelOutcome refusal, IReadOnlyList<string> seats) => refusal switch
    {
        CancelOutcome.NotFound => Problems.NotFound("booking"),
        CancelOutcome.KeyReused => Problems.KeyReused(),
        CancelOutcome.NotConfirmed => Conflict("booking-not-cancelable", "Only a confirmed booking can be canceled; one that is not paid can be given up."),
        CancelOutcome.AlreadyCanceled => Conflict("already-canceled", "These seats were given back before.", Naming(seats)),
        CancelOutcome.CheckedIn => Conflict("already-checked-in", "Somebody came in for these seats; they are not taken back any more.", Naming(seats)),
        CancelOutcome.TooLate => Conflict("too-late-to-cancel", "The show is too near, or has begun: nothing is given back any more."),
        CancelOutcome.SeatUnknown => Problems.Of(
            StatusCodes.Status422UnprocessableEntity, "seat-unknown", "The booking has no such seats.", null, Naming(seats)),
        CancelOutcome.OtherCurrency => Invalid("refundTo", "The wallet is in another currency."),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Not a refusal."),
    };

    public static ProblemHttpResult Of(RefundBookingResult refusal) => refusal.Outcome switch
    {
        RefundBookingOutcome.NotFound => Problems.NotFound("booking"),
        RefundBookingOutcome.KeyReused => Problems.KeyReused(),
        RefundBookingOutcome.NothingTaken => Conflict("booking-not-refundable", "Nothing was taken for this booking, or all of it goes back by itself."),
        RefundBookingOutcome.TooMuch => Conflict(
            "refund-too-large", "That is more than is left of what was paid.", new() { ["left"] = refusal.Left }),
        RefundBookingOutcome.OtherCurrency => Invalid("amount.currency", $"The booking was paid in {refusal.Left.Currency}."),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Outcome, "Not a refusal."),
    };

    private static ProblemHttpResult Conflict(string code, string title, Dictionary<string, object?>? more = null) =>
        Problems.Of(StatusCodes.Status409Conflict, code, title, null, more);

    private static ProblemHttpResult Invalid(string field, string message)
    {
        var checks = new Validation();
        checks.Add(field, message);
        return checks.Problem();
    }

    private static Dictionary<string, object?> Naming(IReadOnlyList<string> seats) => new() { ["seats"] = seats };
}
