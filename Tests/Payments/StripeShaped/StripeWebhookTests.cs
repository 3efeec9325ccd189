using System.Text;
using Marquee.Payments;
using Marquee.Silo.Payments.Stripe;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Marquee.Tests.Payments.StripeShaped;

public sealed class StripeWebhookTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly PaymentId Payment = SandboxFixture.NewPayment();
    private static readonly StripeIntent Intent = new("pi_1", 100, "inr") { Metadata = new() { ["operation"] = Payment.ToString() } };
    private readonly FakeTimeProvider _clock = new(Noon);

    [Fact]
    public void A_genuine_webhook_names_its_payment() => Assert.Equal(new(Payment), Verify(Signed(StripeServer.WebhookSecret)));

    [Theory]
    [InlineData("whsec_new", true)]
    [InlineData("whsec_old", true)]
    [InlineData("whsec_older", false)]
    public void Two_secrets_are_good_while_they_change(string secret, bool genuine) =>
        Assert.Equal(genuine, Verify(Signed(secret), "whsec_new", "whsec_old") is not null);

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(86400, false)]
    public void A_signature_counts_for_five_minutes(int seconds, bool counts)
    {
        var webhook = Signed(StripeServer.WebhookSecret);
        _clock.SetUtcNow(Noon.AddSeconds(seconds));
        Assert.Equal(counts, Verify(webhook) is not null);
    }

    [Fact]
    public void A_changed_body_is_forged()
    {
        var webhook = Signed(StripeServer.WebhookSecret);
        Assert.Null(Verify(webhook with { Body = [.. webhook.Body, (byte)' '] }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData(",")]
    [InlineData("=")]
    [InlineData("t=,v1=")]
    [InlineData("t=x,v1=00")]
    [InlineData("t=99999999999999999999,v1=00")]
    [InlineData("t=1764000000")]
    [InlineData("v1=00")]
    [InlineData("t=1,t=2,v1=zz")]
    public void A_header_of_any_other_shape_is_refused(string header) => Assert.Null(Verify(Signed(StripeServer.WebhookSecret) with { Signature = header }));

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"data":{"object":{"metadata":[]}}}""")]
    [InlineData("""{"data":{"object":{"metadata":{"operation":"pay_nonsense"}}}}""")]
    public void Genuine_but_about_nothing_of_ours_is_still_genuine(string body)
    {
        var signature = global::Stripe.EventUtility.GenerateSignatureHeader(body, StripeServer.WebhookSecret, Noon.ToUnixTimeSeconds());
        Assert.Equal(new(null), Verify(new(Encoding.UTF8.GetBytes(body), signature)));
    }

    private static PaymentWebhook Signed(string secret) => StripeServer.Webhook(Intent, "payment_intent.amount_capturable_updated", secret, Noon);

    private VerifiedWebhook? Verify(PaymentWebhook webhook, params string[] secrets) => new StripeWebhookVerifier(
        Options.Create(new StripeOptions { WebhookSecrets = secrets is [] ? [StripeServer.WebhookSecret] : secrets }), _clock).Verify(webhook);
}
