using Marquee.Payments.Domain;
using Marquee.Storage;

namespace Marquee.Payments;

/// <summary>Turns what a payment knows into what others are told.</summary>
internal static class PaymentViews
{
    public static PaymentView Of(PaymentId id, PaymentState payment) => new(
        id, payment.Status, payment.Instrument?.Method ?? default, payment.Amount, PaymentSteps.Refunded(payment),
        payment.NextAction, payment.Failure, PaymentSteps.Refunding(payment), payment.AuthorizedAt is not null,
        payment.Instrument is null);

    public static OutboxEvent CapturedEvent(PaymentId id, PaymentState payment, DateTimeOffset now) => Events.Of(
        Topics.Payments, PaymentCaptured.Type, id.ToString(),
        new PaymentCaptured(id.ToString(), payment.Customer.ToString(), payment.Instrument!.Method, payment.Amount, payment.Purpose?.Booking?.ToString(), payment.Provider,
            payment.StartedAt), now);

    /// <summary>What there is to tell of a payment as it is first saved. One from a wallet is told once it is over.</summary>
    public static OutboxEvent[] FirstEvents(PaymentId id, PaymentState first, DateTimeOffset now)
    {
        if (first.Instrument!.Method == PaymentMethod.Wallet) return [];
        var started = Event(PaymentChanged.Started, id, first with { Failure = null }, now);
        return first.Status == PaymentStatus.Failed ? [started, Event(PaymentChanged.Failed, id, first, now)] : [started];
    }

    /// <summary>What there is to tell once the provider, or the wallet, has spoken.</summary>
    public static OutboxEvent[] HeardEvents(PaymentId id, PaymentState before, PaymentState next, DateTimeOffset now) =>
        next.Status == before.Status ? [] : next.Status switch
        {
            PaymentStatus.Succeeded => [CapturedEvent(id, next, now)],
            PaymentStatus.Failed => [Event(PaymentChanged.Failed, id, next, now, heard: true)],
            PaymentStatus.Authorized => [Event(PaymentChanged.Authorized, id, next, now, heard: true)],
            PaymentStatus.RequiresAction => [Event(PaymentChanged.RequiresAction, id, next, now, heard: true)],
            _ => [],
        };

    public static OutboxEvent Event(string type, PaymentId id, PaymentState payment, DateTimeOffset now, bool heard = false)
    {
        // One that was given up before it was started knows nothing of itself.
        var known = payment.Instrument is not null;
        var changed = new PaymentChanged(
            id.ToString(), known ? payment.Customer.ToString() : null, payment.Instrument?.Method, known ? payment.Amount : null, payment.Purpose?.Booking?.ToString(),
            payment.Provider, payment.StartedAt, payment.NextAction?.Kind, payment.Failure, payment.Unanswered, heard);
        return Events.Of(Topics.Payments, type, changed.Id, changed, now);
    }

    public static OutboxEvent TriedEvent(PaymentId id, PaymentState payment, PaymentRefundState refund, DateTimeOffset now, bool answered)
    {
        var tried = new RefundTried(
            refund.Id.ToString(), id.ToString(), payment.Purpose?.Booking?.ToString(), payment.Customer.ToString(), payment.Amount with { Amount = refund.Amount },
            payment.Provider, refund.Tries, refund.NextTryAt, answered);
        return Events.Of(Topics.Payments, RefundTried.Type, id.ToString(), tried, now);
    }

    /// <summary>What the world hears of a refund whose status has changed; the books only that the money has gone back.</summary>
    public static OutboxEvent[] RefundEvents(PaymentId id, PaymentState payment, PaymentRefundState refund, DateTimeOffset now)
    {
        var (amount, method, booking) = (payment.Amount with { Amount = refund.Amount }, payment.Instrument!.Method, payment.Purpose?.Booking?.ToString());
        var changed = new RefundChanged(
            refund.Id.ToString(), refund.Version, id.ToString(), booking, payment.Customer.ToString(), method, refund.To, amount, refund.Status,
            refund.Reason, refund.Tries, refund.RequestedAt, now, refund.Note, refund.SettledBy?.ToString(), payment.Provider);
        var told = Events.Of(Topics.Payments, RefundChanged.Type, id.ToString(), changed, now);
        if (refund.Status is not (RefundStatus.Succeeded or RefundStatus.SettledByHand)) return [told];
        var refunded = new PaymentRefunded(
            id.ToString(), changed.Id, changed.Customer, method, amount, booking, refund.To, refund.Status == RefundStatus.SettledByHand, payment.Provider);
        return [Events.Of(Topics.Payments, PaymentRefunded.Type, id.ToString(), refunded, now), told];
    }
}
