using System.Text;
using System.Text.Json;
using Marquee.Payments;
using Microsoft.Extensions.Options;
using Stripe;

namespace Marquee.Silo.Payments.Stripe;

/// <summary>Verifies webhooks of Stripe, by Stripe's own library.</summary>
internal sealed class StripeWebhookVerifier(IOptions<StripeOptions> options, TimeProvider clock) : IWebhookVerifier
{
    public VerifiedWebhook? Verify(PaymentWebhook webhook)
    {
        var json = Encoding.UTF8.GetString(webhook.Body);
        var genuine = false;
        // No early way out: how long it takes must not tell which secret came close.
        foreach (var secret in options.Value.WebhookSecrets) genuine |= IsGenuine(json, webhook.Signature, secret);
        return genuine ? new(Ids.TryParse<PaymentId>(OperationOf(json), out var payment) ? payment : null) : null;
    }

    private bool IsGenuine(string json, string signature, string secret)
    {
        try
        {
            EventUtility.ValidateSignature(
                json, signature, secret, (long)options.Value.WebhookTolerance.TotalSeconds, clock.GetUtcNow().ToUnixTimeSeconds());
            return true;
        }
        // The library was not made for headers that nobody sends in good faith.
        catch (Exception refusal) when (refusal is StripeException or FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            return false;
        }
    }

    // Of the intent itself, or of the charge or refund that carries it on.
    private static string? OperationOf(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return JsonPath.TextAt(document.RootElement, "data", "object", "metadata", StripeWords.Operation);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
