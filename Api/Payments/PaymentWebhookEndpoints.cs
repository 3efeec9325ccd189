using Marquee.Api.Http;
using Marquee.Payments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Payments;

/// <summary>Where payment providers knock. The signature covers the raw body, so it is passed on as it came.</summary>
internal static class PaymentWebhookEndpoints
{
    private const string Signature = "Marquee-Signature";
    private const int LongestName = 40;

    public static void MapPaymentWebhooks(this RouteGroupBuilder v1) =>
        v1.MapPost("/webhooks/payments/{provider}", Receive).WithTags("Webhooks").WithName("ReceivePaymentWebhook");

    private static async Task<Results<NoContent, ProblemHttpResult>> Receive(string provider, HttpContext http, IGrainFactory grains)
    {
        // Names are keys of grains: what cannot be one wakes none.
        if (!IsName(provider)) return Problems.NotFound("payment-provider");
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

    private static bool IsName(string provider) =>
        provider.Length <= LongestName && provider.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
