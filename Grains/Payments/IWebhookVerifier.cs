namespace Marquee.Payments;

/// <summary>Tells the genuine webhooks of one provider from forged ones. Registered as a keyed service under the provider's name.</summary>
public interface IWebhookVerifier
{
    /// <summary>What the webhook is about, or null where its signature is missing, wrong, or outside the window of time.</summary>
    VerifiedWebhook? Verify(PaymentWebhook webhook);
}

/// <param name="Payment">Null where the provider speaks of something that is no payment of ours.</param>
public sealed record VerifiedWebhook(PaymentId? Payment);
