using Marquee.Payments.Domain;
using Marquee.Storage;

namespace Marquee.Payments;

/// <summary>Turns what a payment knows into what others are told.</summary>
internal static class PaymentViews
{
    public static PaymentView Of(PaymentId id, PaymentState payment) => new(
        id, payment.Status, payment.Instrument?.Method ?? default, payment.Amount, PaymentSteps.Refunded(payment),
        payment.NextAction, payment.Failure, PaymentSteps.Refunding(payment), payment.AuthorizedAt is not null);

    public static OutboxEvent CapturedEvent(PaymentId id, PaymentState payment, DateTimeOffset now) => Events.Of(
        Topics.Payments, PaymentCaptured.Type, id.ToString(),
        new PaymentCaptured(id.ToString(), payment.Customer.ToString(), payment.Instrument!.Method, payment.Amount, payment.Purpose?.Booking?.ToString()), now);

    /// <summary>What the world hears of a refund whose status has changed; the books only that the money has gone back.</summary>
    public static OutboxEvent[] RefundEvents(PaymentId id, PaymentState payment, PaymentRefundState refund, DateTimeOffset now)
    {
        var (amount, method, booking) = (payment.Amount with { Amount = refund.Amount }, payment.Instrument!.Method, payment.Purpose?.Booking?.ToString());
        var changed = new RefundChanged(
            refund.Id.ToString(), refund.Version, id.ToString(), booking, payment.Customer.ToString(), method, refund.To, amount, refund.Status,
            refund.Reason, refund.Tries, refund.RequestedAt, now, refund.Note, refund.SettledBy?.ToString());
        var told = Events.Of(Topics.Payments, RefundChanged.Type, id.ToString(), changed, now);
        if (refund.Status is not (RefundStatus.Succeeded or RefundStatus.SettledByHand)) return [told];
        var refunded = new PaymentRefunded(
            id.ToString(), changed.Id, changed.Customer, method, amount, booking, refund.To, ByHand: refund.Status == RefundStatus.SettledByHand);
        return [Events.Of(Topics.Payments, PaymentRefunded.Type, id.ToString(), refunded, now), told];
    }
}
