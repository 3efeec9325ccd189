using Marquee.Payments;
using Marquee.Silo.Payments;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Marquee.Tests.Payments.SandboxFixture;

namespace Marquee.Tests.Payments.StripeShaped;

/// <summary>The provider against a server that answers as Stripe does, over HTTP, through Stripe's own library.</summary>
public sealed class StripeProviderTests : IAsyncLifetime
{
    private StripeServer _stripe = null!;
    private ServiceProvider _services = null!;
    private IPaymentProvider _provider = null!;

    public async Task InitializeAsync()
    {
        _stripe = await StripeServer.StartAsync();
        _services = new ServiceCollection().AddPayments(new ConfigurationBuilder().AddInMemoryCollection(Settings(_stripe)).Build()).BuildServiceProvider();
        _provider = _services.GetRequiredKeyedService<IPaymentProvider>("stripe");
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _stripe.DisposeAsync();
    }

    internal static Dictionary<string, string?> Settings(StripeServer stripe) => new()
    {
        ["Payments:Card"] = "Stripe",
        ["Payments:Stripe:ApiKey"] = StripeServer.Key,
        ["Payments:Stripe:ApiBase"] = stripe.Address.ToString(),
        ["Payments:Stripe:ReturnUrl"] = "https://marquee.example.test/paid",
        ["Payments:Stripe:WebhookSecrets:0"] = StripeServer.WebhookSecret,
        ["Payments:Stripe:Timeout"] = "00:00:04",
    };

    [Fact]
    public async Task Money_is_set_aside_and_then_taken()
    {
        var charge = await AnnounceAsync();
        Assert.Equal(PaymentStatus.Authorized, (await _provider.ChargeAsync(charge, default)).Status);
        Assert.Equal(0, _stripe.Books.Kept);
        Assert.Equal(PaymentStatus.Authorized, (await _provider.LookUpAsync(charge.Operation, default))!.Status);
        foreach (var _ in Enumerable.Range(0, 3)) Assert.Equal(PaymentStatus.Succeeded, (await _provider.CaptureAsync(charge.Operation, default)).Status);
        Assert.Equal(25_000, _stripe.Books.Kept);
        Assert.Equal(PaymentStatus.Succeeded, (await _provider.CancelAsync(charge.Operation, default)).Status);
    }

    [Fact]
    public async Task Announcing_moves_nothing_and_a_repeat_makes_no_second_intent()
    {
        var operation = Operation();
        var names = new[] { await _provider.AnnounceAsync(ChargeOf(operation), default), await _provider.AnnounceAsync(ChargeOf(operation), default) };
        Assert.Single(names.Distinct());
        Assert.Equal("requires_payment_method", Assert.Single(_stripe.Books.Intents).Status);
        Assert.Null(await _provider.LookUpAsync(operation with { Reference = names[0] }, default));
    }

    [Theory]
    [InlineData("pm_card_chargeDeclined", "declined")]
    [InlineData("pm_card_chargeDeclinedInsufficientFunds", "insufficient-funds")]
    [InlineData("pm_nobody_knows", "refused")]
    public async Task A_card_that_is_not_taken_fails_with_its_reason(string card, string code)
    {
        var charge = await AnnounceAsync(card);
        Assert.Equal((PaymentStatus.Failed, code), Told(await _provider.ChargeAsync(charge, default)));
        Assert.Equal(0, _stripe.Books.Kept);
    }

    [Theory]
    [InlineData(true, PaymentStatus.Authorized, null)]
    [InlineData(false, PaymentStatus.Failed, "challenge-declined")]
    public async Task A_challenge_is_decided_on_the_banks_page(bool confirmed, PaymentStatus status, string? code)
    {
        var charge = await AnnounceAsync("pm_card_authenticationRequired");
        var asked = await _provider.ChargeAsync(charge, default);
        Assert.Equal((PaymentStatus.RequiresAction, "redirect"), (asked.Status, asked.NextAction!.Kind));
        Assert.StartsWith("https://hooks.stripe.example.test/", asked.NextAction.Url, StringComparison.Ordinal);
        _stripe.Books.Of(charge.Operation.Id).Decide(confirmed);
        Assert.Equal((status, code), Told((await _provider.LookUpAsync(charge.Operation, default))!));
    }

    [Fact]
    public async Task What_was_canceled_is_let_go_and_can_be_confirmed_no_more()
    {
        var charge = await AnnounceAsync();
        Assert.Equal((PaymentStatus.Failed, "abandoned"), Told(await _provider.CancelAsync(charge.Operation, default)));
        // The confirmation that was under way all the time.
        Assert.Equal((PaymentStatus.Failed, "abandoned"), Told(await _provider.ChargeAsync(charge, default)));

        var aside = await AnnounceAsync();
        await _provider.ChargeAsync(aside, default);
        Assert.Equal((PaymentStatus.Failed, "abandoned"), Told(await _provider.CancelAsync(aside.Operation, default)));
        Assert.Equal((PaymentStatus.Failed, "abandoned"), Told(await _provider.CaptureAsync(aside.Operation, default)));
        Assert.Equal(0, _stripe.Books.Kept);
    }

    [Fact]
    public async Task What_was_never_announced_is_unknown_and_takes_no_call_to_cancel()
    {
        Assert.Null(await _provider.LookUpAsync(Operation(), default));
        Assert.Equal((PaymentStatus.Failed, "abandoned"), Told(await _provider.CancelAsync(Operation(), default)));
        Assert.Empty(_stripe.Requests);
    }

    [Fact]
    public async Task An_answer_that_is_lost_time_and_again_is_unknown_and_asking_tells_the_truth()
    {
        var charge = await AnnounceAsync();
        _stripe.Loses = path => path.EndsWith("/confirm", StringComparison.Ordinal);
        await Assert.ThrowsAsync<PaymentProviderUnknownException>(() => _provider.ChargeAsync(charge, default));
        Assert.Equal(PaymentStatus.Authorized, (await _provider.LookUpAsync(charge.Operation, default))!.Status);
        _stripe.Loses = path => path.EndsWith("/capture", StringComparison.Ordinal);
        await Assert.ThrowsAsync<PaymentProviderUnknownException>(() => _provider.CaptureAsync(charge.Operation, default));
        _stripe.Loses = _ => false;
        Assert.Equal(PaymentStatus.Succeeded, (await _provider.CaptureAsync(charge.Operation, default)).Status);
        Assert.Equal(25_000, _stripe.Books.Kept);
    }

    [Fact]
    public async Task An_answer_that_is_lost_once_is_asked_for_again_and_nothing_happens_twice()
    {
        var charge = await AnnounceAsync();
        var lost = 0;
        _stripe.Loses = path => path.EndsWith("/confirm", StringComparison.Ordinal) && Interlocked.Increment(ref lost) == 1;
        Assert.Equal(PaymentStatus.Authorized, (await _provider.ChargeAsync(charge, default)).Status);
        Assert.Equal(2, lost);
    }

    [Fact]
    public async Task A_wrong_key_is_no_definite_answer()
    {
        var settings = new Dictionary<string, string?>(Settings(_stripe)) { ["Payments:Stripe:ApiKey"] = "sk_test_wrong" };
        await using var services = new ServiceCollection().AddPayments(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        var stranger = services.GetRequiredKeyedService<IPaymentProvider>("stripe");
        await Assert.ThrowsAsync<PaymentProviderUnknownException>(() => stranger.AnnounceAsync(ChargeOf(Operation()), default));
    }

    [Fact]
    public async Task Parts_are_refunded_each_once_and_never_more_than_was_taken()
    {
        var charge = await CapturedAsync();
        var first = new ProviderRefund(NewRefund(), charge.Operation, new Money(10_000, "INR"));
        foreach (var _ in Enumerable.Range(0, 3)) Assert.Equal(RefundStatus.Succeeded, await _provider.RefundAsync(first, default));
        Assert.Equal(RefundStatus.Refused, await _provider.RefundAsync(first with { Refund = NewRefund(), Amount = new Money(15_001, "INR") }, default));
        Assert.Equal(RefundStatus.Succeeded, await _provider.RefundAsync(first with { Refund = NewRefund(), Amount = new Money(15_000, "INR") }, default));
        Assert.Equal(0, _stripe.Books.Kept);
    }

    [Theory]
    [InlineData("pending", "succeeded", 1)]
    [InlineData("failed", "failed", 2)]
    public async Task A_refund_is_done_only_once_Stripe_says_so_and_one_that_failed_is_tried_anew(string status, string later, int made)
    {
        var charge = await CapturedAsync();
        var refund = new ProviderRefund(NewRefund(), charge.Operation, new Money(25_000, "INR"));
        _stripe.Books.RefundStatus = status;
        Assert.Equal(RefundStatus.Pending, await _provider.RefundAsync(refund, default));
        _stripe.Books.EndRefunds(later);
        _stripe.Books.RefundStatus = "succeeded";
        Assert.Equal(RefundStatus.Succeeded, await _provider.RefundAsync(refund, default));
        Assert.Equal(made, _stripe.Books.RefundsOf(_stripe.Books.Of(charge.Operation.Id)).Count);
        Assert.Equal(0, _stripe.Books.Kept);
    }

    [Fact]
    public async Task It_tells_what_it_took_and_gave_back_page_after_page()
    {
        var charges = new List<ProviderCharge>();
        for (var i = 0; i < 5; i++) charges.Add(await CapturedAsync());
        await AnnounceAsync();
        var refund = new ProviderRefund(NewRefund(), charges[0].Operation, new Money(10_000, "INR"));
        await _provider.RefundAsync(refund, default);
        _stripe.Books.Of(charges[4].Operation.Id).Created = 1_000;

        var taken = await _provider.ListAsync(ProviderEntryKind.Charge, null, default).ToListAsync();
        Assert.Equal(charges.Select(charge => charge.Operation.Id.ToString()).Order(), taken.Select(entry => entry.Operation).Order());
        Assert.All(taken, entry => Assert.Equal(new Money(25_000, "INR"), entry.Amount));
        Assert.Equal(4, await _provider.ListAsync(ProviderEntryKind.Charge, DateTimeOffset.UtcNow.AddDays(-1), default).CountAsync());
        var back = Assert.Single(await _provider.ListAsync(ProviderEntryKind.Refund, null, default).ToListAsync());
        Assert.Equal((refund.Refund.ToString(), refund.Amount), (back.Operation, back.Amount));
    }

    private static ProviderOperation Operation() => new(NewPayment(), new Money(25_000, "INR"));

    private static ProviderCharge ChargeOf(ProviderOperation operation, string card = "pm_card_visa") => new(operation, new(PaymentMethod.Card, card), "Two seats");

    private static (PaymentStatus Status, string? Code) Told(ProviderPayment payment) => (payment.Status, payment.Failure?.Code);

    private async Task<ProviderCharge> AnnounceAsync(string card = "pm_card_visa")
    {
        var charge = ChargeOf(Operation(), card);
        return charge with { Operation = charge.Operation with { Reference = await _provider.AnnounceAsync(charge, default) } };
    }

    private async Task<ProviderCharge> CapturedAsync()
    {
        var charge = await AnnounceAsync();
        await _provider.ChargeAsync(charge, default);
        await _provider.CaptureAsync(charge.Operation, default);
        return charge;
    }
}
