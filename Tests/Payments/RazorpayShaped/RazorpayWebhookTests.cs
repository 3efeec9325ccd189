using System.Security.Cryptography;
using System.Text;
using Marquee.Payments;
using Marquee.Silo.Payments.Razorpay;
using Microsoft.Extensions.Options;
using Xunit;

namespace Marquee.Tests.Payments.RazorpayShaped;

public sealed class RazorpayWebhookTests
{
    private static readonly PaymentId Payment = SandboxFixture.NewPayment();

    // Computed apart from this code: printf '{}' | openssl dgst -sha256 -hmac secret
    [Fact]
    public void The_signature_is_what_Razorpay_says() =>
        Assert.NotNull(Verify(new("{}"u8.ToArray(), "77325902caca812dc259733aacd046b73817372c777b8d95b402647474516e13"), "secret"));

    [Fact]
    public void A_genuine_webhook_names_its_payment() => Assert.Equal(new(Payment), Verify(Signed("one"), "one"));

    [Fact]
    public void Two_secrets_are_good_while_they_change()
    {
        Assert.NotNull(Verify(Signed("old"), "new", "old"));
        Assert.NotNull(Verify(Signed("new"), "new", "old"));
        Assert.Null(Verify(Signed("older"), "new", "old"));
    }

    [Fact]
    public void A_changed_body_is_forged()
    {
        var webhook = Signed("one");
        Assert.Null(Verify(webhook with { Body = [.. webhook.Body, (byte)' '] }, "one"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("zz")]
    [InlineData("00")]
    [InlineData("nonsense, much longer than any signature would ever be, to see what becomes of it")]
    public void A_signature_of_any_other_shape_is_refused(string signature) => Assert.Null(Verify(Signed("one") with { Signature = signature }, "one"));

    [Theory]
    [InlineData("not json", false)]
    [InlineData("""{"payload":{"payment":{"entity":{"notes":[]}}}}""", false)]
    [InlineData("""{"payload":{"order":{"entity":{"receipt":"{payment}"}},"payment":{"entity":{"notes":[]}}}}""", true)]
    [InlineData("""{"payload":{"refund":{"entity":{"notes":{"operation":"{payment}"}}}}}""", true)]
    public void Other_events_name_their_payment_where_they_know_it(string body, bool ours)
    {
        var bytes = Encoding.UTF8.GetBytes(body.Replace("{payment}", Payment.ToString(), StringComparison.Ordinal));
        var signature = Convert.ToHexString(HMACSHA256.HashData("one"u8, bytes));
        Assert.Equal(new(ours ? Payment : null), Verify(new(bytes, signature), "one"));
    }

    private static PaymentWebhook Signed(string secret)
    {
        var order = new RazorpayOrder("order_1", Payment.ToString(), 100);
        order.Payments.Add(new RazorpayPayment("pay_1", 100) { Operation = Payment.ToString() });
        return RazorpayServer.Webhook(order, "payment.authorized", secret);
    }

    private static VerifiedWebhook? Verify(PaymentWebhook webhook, params string[] secrets) =>
        new RazorpayWebhookVerifier(Options.Create(new RazorpayOptions { WebhookSecrets = secrets })).Verify(webhook);
}
