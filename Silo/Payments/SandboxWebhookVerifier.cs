using System.Text.Json;
using Marquee.Payments;
using Marquee.Silo.Payments.Sandbox;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Payments;

/// <summary>Verifies webhooks of the sandbox provider.</summary>
internal sealed class SandboxWebhookVerifier(IOptions<PaymentWebhookOptions> options, TimeProvider clock) : IWebhookVerifier
{
    public VerifiedWebhook? Verify(PaymentWebhook webhook)
    {
        var (secrets, tolerance) = (options.Value.Secrets, options.Value.Tolerance);
        if (!WebhookSignature.Verify(webhook.Signature, webhook.Body, secrets, clock.GetUtcNow(), tolerance)) return null;
        return new(Ids.TryParse<PaymentId>(OperationOf(webhook.Body), out var payment) ? payment : null);
    }

    // Genuine but not understood is no reason to have it sent again.
    private static string? OperationOf(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<WebhookEvent>(body, JsonSerializerOptions.Web)?.Operation;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
