using Marquee.Payments.Domain;
using Marquee.Storage;

namespace Marquee.Payments;

/// <summary>Turns what a payment knows into what others are told.</summary>
internal static class PaymentViews
{
    public static PaymentView Of(PaymentId id, PaymentState payment) => new(
        id, payment.Status, payment.Instrument?.Method ?? default, payment.Amount, PaymentSteps.Refunded(payment),
        payment.NextAction, payment.Failure, PaymentSteps.Refunding(payment));

    public static OutboxEvent CapturedEvent(PaymentId id, PaymentState payment, DateTimeOffset now) => Events.Of(
        Topics.Payments, PaymentCaptured.Type, id.ToString(),
        new PaymentCaptured(id.ToString(), payment.Customer.ToString(), payment.Instrument!.Method, payment.Amount, payment.Purpose?.Booking?.ToString()), now);

    public static OutboxEvent RefundedEvent(PaymentId id, PaymentState payment, PaymentRefundState refund, DateTimeOffset now) => Events.Of(
        Topics.Payments, PaymentRefunded.Type, id.ToString(),
        new PaymentRefunded(
            id.ToString(), refund.Id.ToString(), payment.Customer.ToString(), payment.Instrument!.Method,
            payment.Amount with { Amount = refund.Amount }, payment.Purpose?.Booking?.ToString()), now);
}
