namespace Marquee.Payments;

/// <summary>
/// Hears payment providers out. Owns nothing; keyed by the provider's name. A webhook is a hint and no more: a genuine one makes its
/// payment ask the provider for the truth, so any order and any number of repeats come to the same end.
/// </summary>
[Alias("marquee.payment-webhook")]
public interface IPaymentWebhookGrain : IGrainWithStringKey
{
    /// <summary>
    /// Verifies the webhook and lets its payment settle before it answers. Throws where that could not be done, so that the provider is
    /// told to come again.
    /// </summary>
    [Alias("receive")] Task<WebhookOutcome> Receive(PaymentWebhook webhook);
}
