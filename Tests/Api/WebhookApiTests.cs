using System.Text;
using Marquee.Payments;
using Marquee.Silo.Payments.Sandbox;
using Marquee.Tests.Payments.RazorpayShaped;
using Marquee.Tests.Payments.StripeShaped;
using Marquee.Tests.Postgres;
using Xunit;

namespace Marquee.Tests.Api;

/// <summary>The product with the keys of every provider, as one that changes from one to another has them.</summary>
public sealed class ProvidersProduct(PostgresFixture postgres) : Product(postgres)
{
    protected override Dictionary<string, string?> Settings => new(base.Settings)
    {
        ["Payments:Stripe:ApiKey"] = StripeServer.Key,
        ["Payments:Stripe:ReturnUrl"] = "https://marquee.example.test/",
        ["Payments:Stripe:WebhookSecrets:0"] = StripeServer.WebhookSecret,
        ["Payments:Razorpay:KeyId"] = RazorpayServer.KeyId,
        ["Payments:Razorpay:KeySecret"] = RazorpayServer.KeySecret,
        ["Payments:Razorpay:WebhookSecrets:0"] = RazorpayServer.WebhookSecret,
        ["Payments:Razorpay:Email"] = "till@marquee.example.test",
        ["Payments:Razorpay:Contact"] = "+91 98765 43210",
    };
}

[Collection("postgres")]
public sealed class WebhookApiTests(ProvidersProduct product) : IClassFixture<ProvidersProduct>
{
    // About a payment that nobody began: genuine all the same.
    private static readonly PaymentId Payment = Payments.SandboxFixture.NewPayment();

    public static TheoryData<string, string> Providers => new() { { "sandbox", "Marquee-Signature" }, { "stripe", "Stripe-Signature" }, { "razorpay", "X-Razorpay-Signature" } };

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Each_provider_signs_in_its_own_header(string provider, string header)
    {
        using var nobody = product.Nobody();
        var webhook = Genuine(provider);
        (await SendAsync(nobody, provider, header, webhook)).Is(204);
        (await SendAsync(nobody, provider, header, webhook)).Is(204);
        (await SendAsync(nobody, provider, header, webhook with { Body = [.. webhook.Body, (byte)' '] })).Refuses(400, "bad-signature");
        (await SendAsync(nobody, provider, header, webhook with { Signature = "" })).Refuses(400, "bad-signature");
        (await SendAsync(nobody, provider, "X-Signature", webhook)).Refuses(400, "bad-signature");
        foreach (var (other, name) in Providers.Select(row => ((string)row[0], (string)row[1])).Where(row => row.Item1 != provider))
            (await SendAsync(nobody, other, name, webhook)).Refuses(400, "bad-signature");
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("Stripe")]
    public async Task Only_providers_are_heard(string provider)
    {
        using var nobody = product.Nobody();
        (await SendAsync(nobody, provider, "Stripe-Signature", Genuine("stripe"))).Refuses(404, "payment-provider-not-found");
    }

    private static PaymentWebhook Genuine(string provider)
    {
        switch (provider)
        {
            case "stripe":
                return StripeServer.Webhook(new StripeIntent("pi_1", 100, "inr") { Metadata = new() { ["operation"] = Payment.ToString() } }, "payment_intent.succeeded");
            case "razorpay":
                var order = new RazorpayOrder("order_1", Payment.ToString(), 100);
                order.Payments.Add(new RazorpayPayment("pay_1", 100) { Operation = Payment.ToString() });
                return RazorpayServer.Webhook(order, "payment.captured");
            default:
                var body = Encoding.UTF8.GetBytes($$"""{"id":"{{Guid.NewGuid()}}","type":"charge.captured","operation":"{{Payment}}","at":"2026-11-24T12:00:00Z"}""");
                return new(body, WebhookSignature.Sign(body, DateTimeOffset.UtcNow, ["secret"]));
        }
    }

    private static async Task<ApiAnswer> SendAsync(ApiClient client, string provider, string header, PaymentWebhook webhook)
    {
        using var content = new ByteArrayContent(webhook.Body) { Headers = { ContentType = new("application/json") } };
        return await client.SendAsync(HttpMethod.Post, $"/v1/webhooks/payments/{provider}", content, request => request.Headers.TryAddWithoutValidation(header, webhook.Signature));
    }
}
