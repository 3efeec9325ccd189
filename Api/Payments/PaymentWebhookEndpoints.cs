using System.Collections.Frozen;
using Marquee.Api.Http;
using Marquee.Payments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Payments;

/// <summary>Where payment providers knock. The signature covers the raw body, so it is passed on as it came.</summary>
internal static class PaymentWebhookEndpoints
{
    /// <summary>In which header each provider signs.</summary>
    private static readonly FrozenDictionary<string, string> Signatures = new Dictionary<string, string>
    {
        ["sandbox"] = "Marquee-Signature",
        ["stripe"] = "Stripe-Signature",
        ["razorpay"] = "X-Razorpay-Signature",
    }.ToFrozenDictionary();

    public static void MapPaymentWebhooks(this RouteGroupBuilder v1) =>
        v1.MapPost("/webhooks/payments/{provider}", Receive).WithTags("Webhooks").WithName("ReceivePaymentWebhook").WithMetadata(new CarriesOn());

    private static async Task<Results<NoContent, ProblemHttpResult>> Receive(string provider, HttpContext http, IGrainFactory grains)
    {
        // Names are keys of grains: what is none wakes none.
        if (!Signatures.TryGetValue(provider, out var signature)) return Problems.NotFound("payment-provider");
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var webhook = new PaymentWebhook(body.ToArray(), http.Request.Headers[signature].ToString());
        return await grains.GetGrain<IPaymentWebhookGrain>(provider).Receive(webhook) switch
        {
            WebhookOutcome.Accepted => TypedResults.NoContent(),
            WebhookOutcome.BadSignature => Problems.Of(StatusCodes.Status400BadRequest, "bad-signature", "The signature is missing, wrong or too old."),
            _ => Problems.NotFound("payment-provider"),
        };
    }
}
