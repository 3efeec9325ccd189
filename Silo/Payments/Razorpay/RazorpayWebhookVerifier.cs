using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Marquee.Payments;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Payments.Razorpay;

/// <summary>
/// Verifies webhooks of Razorpay: the header holds HMAC-SHA256 of the raw body in hex. It says nothing about the time of delivery, so a
/// replay cannot be told; it does no harm, because all it does is to make the payment ask.
/// </summary>
internal sealed class RazorpayWebhookVerifier(IOptions<RazorpayOptions> options) : IWebhookVerifier
{
    public VerifiedWebhook? Verify(PaymentWebhook webhook)
    {
        var genuine = false;
        // No early way out: how long it takes must not tell which secret came close.
        foreach (var secret in options.Value.WebhookSecrets) genuine |= IsGenuine(webhook, secret);
        return genuine ? new(Ids.TryParse<PaymentId>(OperationOf(webhook.Body), out var payment) ? payment : null) : null;
    }

    private static bool IsGenuine(PaymentWebhook webhook, string secret)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return Convert.FromHexString(webhook.Signature, given, out _, out var written) is OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given[..written], HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), webhook.Body));
    }

    private static string? OperationOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return JsonPath.TextAt(document.RootElement, "payload", "payment", "entity", "notes", RazorpayPaymentProvider.Operation)
                ?? JsonPath.TextAt(document.RootElement, "payload", "order", "entity", "receipt")
                ?? JsonPath.TextAt(document.RootElement, "payload", "refund", "entity", "notes", RazorpayPaymentProvider.Operation);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
