using Marquee.Payments;
using Stripe;

namespace Marquee.Silo.Payments.Stripe;

/// <summary>What Stripe's words mean here.</summary>
internal static class StripeWords
{
    /// <summary>Under which name an intent, and through it a charge or a refund, keeps our operation id.</summary>
    public const string Operation = "operation";

    /// <summary>Under which name a refund keeps its own id.</summary>
    public const string Refund = "refund";

    public static ProviderPayment Abandoned { get; } = new(PaymentStatus.Failed, Failure: new("abandoned", "The payment was canceled."));

    /// <summary>What became of the operation, or null where its intent was never charged.</summary>
    /// <exception cref="PaymentProviderUnknownException">It is about another operation, or in a state that is none of ours.</exception>
    public static ProviderPayment? Of(PaymentIntent intent, ProviderOperation operation)
    {
        if (intent.Metadata?.GetValueOrDefault(Operation) != operation.Id.ToString())
            throw new PaymentProviderUnknownException("Stripe answered for another operation.");
        return intent.Status switch
        {
            "requires_capture" => new(PaymentStatus.Authorized),
            "succeeded" => new(PaymentStatus.Succeeded),
            "processing" => new(PaymentStatus.Processing),
            "canceled" => Abandoned,
            "requires_action" when intent.NextAction?.RedirectToUrl?.Url is { } url && PaymentUrls.CanBeOpened(url) =>
                new(PaymentStatus.RequiresAction, new NextAction(NextActions.Redirect, url)),
            "requires_payment_method" when intent.LastPaymentError is { } error => new(PaymentStatus.Failed, Failure: FailureOf(error)),
            "requires_payment_method" or "requires_confirmation" => null,
            _ => throw NotUnderstood(intent),
        };
    }

    public static PaymentFailure FailureOf(StripeError error) => error switch
    {
        { DeclineCode: "insufficient_funds" } => new("insufficient-funds", "The card has insufficient funds."),
        { Code: "expired_card" } => new("expired-card", "The card has expired."),
        { Code: "payment_intent_authentication_failure" } => new("challenge-declined", "The payment was not confirmed on the bank's page."),
        _ => new("declined", "The card was declined."),
    };

    public static PaymentProviderUnknownException NotUnderstood(PaymentIntent intent) => new($"Stripe calls a payment intent '{intent.Status}'.");
}
