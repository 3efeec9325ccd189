using System.Text;
using Marquee.Payments;
using Marquee.Silo.Payments;
using Marquee.Silo.Payments.Sandbox;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Marquee.Tests.Payments;

public sealed class WebhookSignatureTests
{
    private static readonly PaymentId Payment = Ids.New<PaymentId>(TimeProvider.System);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes($$"""{"id":"{{Guid.NewGuid()}}","type":"charge.captured","operation":"{{Payment}}","at":"2026-11-23T18:30:00Z"}""");

    private readonly FakeTimeProvider _clock = new(new(2026, 11, 23, 18, 30, 0, TimeSpan.Zero));

    // Computed apart from this code: printf '1700000000.{}' | openssl dgst -sha256 -hmac secret
    [Fact]
    public void The_signature_is_what_the_contract_says() => Assert.Equal(
        "t=1700000000,v1=b8569b78799ff9e3cbff0fc2d63a33a2b57f3282abd07c37ae5e8e7d79a5f163",
        WebhookSignature.Sign("{}"u8, DateTimeOffset.FromUnixTimeSeconds(1700000000), ["secret"]));

    [Fact]
    public void A_genuine_webhook_names_its_payment() => Assert.Equal(new(Payment), Verify(Sign("one"), Body, "one"));

    [Theory]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    [InlineData(86400, false)]
    public void A_signature_counts_for_five_minutes_either_way(int seconds, bool counts)
    {
        var signature = Sign("one");
        var verifier = VerifierOf("one");
        _clock.AdjustTime(_clock.GetUtcNow().AddSeconds(seconds));
        Assert.Equal(counts, verifier.Verify(new(Body, signature)) is not null);
    }

    [Fact]
    public void Either_side_may_change_its_secret_first()
    {
        Assert.NotNull(Verify(Sign("old"), Body, "new", "old"));
        Assert.NotNull(Verify(Sign("new"), Body, "new", "old"));
        Assert.NotNull(Verify(Sign("new", "old"), Body, "old"));
        Assert.Null(Verify(Sign("new", "old"), Body, "older"));
    }

    [Fact]
    public void Another_body_or_another_time_under_the_same_signature_is_forged()
    {
        var signature = Sign("one");
        Assert.Null(Verify(signature, [.. Body, (byte)' '], "one"));
        var time = _clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Null(Verify(signature.Replace($"t={time}", $"t={time + 1}", StringComparison.Ordinal), Body, "one"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("t=,v1=")]
    [InlineData("t={t}")]
    [InlineData("t={t},v1=")]
    [InlineData("t={t},v1=zz")]
    [InlineData("t={t},v1=00")]
    [InlineData("t={t},v0={mac}")]
    [InlineData("v1={mac}")]
    [InlineData("t={t},t={t},v1={mac}")]
    [InlineData("t=+{t},v1={mac}")]
    [InlineData("t=99999999999999999999,v1={mac}")]
    [InlineData("t={t},v1={mac}00")]
    public void A_header_of_any_other_shape_is_refused(string shape)
    {
        var parts = Sign("one").Split(",v1=");
        var header = shape.Replace("{t}", parts[0][2..], StringComparison.Ordinal).Replace("{mac}", parts[1], StringComparison.Ordinal);
        Assert.Null(Verify(header, Body, "one"));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("""{"operation":"pay_nonsense"}""")]
    public void Genuine_but_about_nothing_of_ours_is_still_genuine(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        Assert.Equal(new(null), Verify(WebhookSignature.Sign(bytes, _clock.GetUtcNow(), ["one"]), bytes, "one"));
    }

    private string Sign(params string[] secrets) => WebhookSignature.Sign(Body, _clock.GetUtcNow(), secrets);

    private VerifiedWebhook? Verify(string signature, byte[] body, params string[] secrets) => VerifierOf(secrets).Verify(new(body, signature));

    private SandboxWebhookVerifier VerifierOf(params string[] secrets) =>
        new(Options.Create(new PaymentWebhookOptions { Secrets = secrets }), _clock);
}
