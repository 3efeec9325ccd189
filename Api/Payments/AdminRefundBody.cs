using Marquee.Api.Http;
using Marquee.Payments;

namespace Marquee.Api.Payments;

/// <param name="Status">pending, stuck, succeeded, settled-by-hand or refused.</param>
/// <param name="Tries">How often it had been tried when its status last changed.</param>
/// <param name="Note">How it was paid by hand.</param>
internal sealed record AdminRefundBody(
    string Id, string PaymentId, string? BookingId, string UserId, Money Amount, PaymentMethod Method, RefundTo RefundTo, RefundStatus Status,
    string Reason, int Tries, DateTimeOffset RequestedAt, DateTimeOffset ChangedAt, string? Note)
{
    private const string Words = "pending, stuck, succeeded, settled-by-hand, refused";

    public static AdminRefundBody Of(RefundSummary refund) => new(
        refund.Id.ToString(), refund.Payment.ToString(), refund.Booking?.ToString(), refund.Customer.ToString(), refund.Amount, refund.Method, refund.To,
        refund.Status, refund.Reason, refund.Tries, refund.RequestedAt, refund.ChangedAt, refund.Note);

    /// <summary>Reads a status that refunds are filtered by; null for all.</summary>
    public static RefundStatus? StatusOf(string? text, Validation checks)
    {
        switch (text)
        {
            case null or "":
                return null;
            case "pending":
                return RefundStatus.Pending;
            case "stuck":
                return RefundStatus.Stuck;
            case "succeeded":
                return RefundStatus.Succeeded;
            case "settled-by-hand":
                return RefundStatus.SettledByHand;
            case "refused":
                return RefundStatus.Refused;
            default:
                checks.Add("status", $"status must be one of {Words}.");
                return null;
        }
    }
}
