using Marquee.Api.Http;
using Marquee.Payments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Payments;

/// <summary>Where payment providers knock. The signature covers the raw body, so it is passed on as it came.</summary>
internal static class PaymentWebhookEndpoints
{
    private const string Signature = "Marquee-Signature";

    public static void MapPaymentWebhooks(this RouteGroupBuilder v1) =>
        v1.MapPost("/webhooks/payments/{provider}", Receive).WithTags("Webhooks").WithName("ReceivePaymentWebhook");

    private static async Task<Results<NoContent, ProblemHttpResult>> Receive(string provider, HttpContext http, IGrainFactory grains)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var webhook = new PaymentWebhook(body.ToArray(), http.Request.Headers[Signature].ToString());
        return await grains.GetGrain<IPaymentWebhookGrain>(provider).Receive(webhook) switch
        {
            WebhookOutcome.Accepted => TypedResults.NoContent(),
            WebhookOutcome.BadSignature => Problems.Of(StatusCodes.Status400BadRequest, "bad-signature", "The signature is missing, wrong or too old."),
            _ => Problems.NotFound("payment-provider"),
        };
    }
}
