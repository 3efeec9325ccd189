using Marquee.Payments;
using Marquee.Silo.Payments;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Marquee.Tests.Payments.SandboxFixture;

namespace Marquee.Tests.Payments.RazorpayShaped;

/// <summary>The provider against a server that answers as Razorpay does, over HTTP.</summary>
public sealed class RazorpayProviderTests : IAsyncLifetime
{
    private RazorpayServer _razorpay = null!;
    private ServiceProvider _services = null!;
    private IPaymentProvider _provider = null!;

    public async Task InitializeAsync()
    {
        _razorpay = await RazorpayServer.StartAsync();
        _services = new ServiceCollection().AddPayments(new ConfigurationBuilder().AddInMemoryCollection(Settings(_razorpay)).Build()).BuildServiceProvider();
        _provider = _services.GetRequiredKeyedService<IPaymentProvider>("razorpay");
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _razorpay.DisposeAsync();
    }

    internal static Dictionary<string, string?> Settings(RazorpayServer razorpay) => new()
    {
        ["Payments:Upi"] = "Razorpay",
        ["Payments:Razorpay:KeyId"] = RazorpayServer.KeyId,
        ["Payments:Razorpay:KeySecret"] = RazorpayServer.KeySecret,
        ["Payments:Razorpay:WebhookSecrets:0"] = RazorpayServer.WebhookSecret,
        ["Payments:Razorpay:Email"] = "till@marquee.example.test",
        ["Payments:Razorpay:Contact"] = "+91 98765 43210",
        ["Payments:Razorpay:BaseAddress"] = razorpay.Address.ToString(),
        ["Payments:Razorpay:Timeout"] = "00:00:03",
    };

    [Theory]
    [InlineData(UpiFlow.Intent, "upi-intent")]
    [InlineData(UpiFlow.Qr, "upi-qr")]
    public async Task A_customer_pays_by_the_link_and_then_the_money_is_taken(UpiFlow flow, string kind)
    {
        var charge = await AnnounceAsync(flow);
        var asked = await _provider.ChargeAsync(charge, default);
        Assert.Equal((PaymentStatus.RequiresAction, kind), (asked.Status, asked.NextAction!.Kind));
        Assert.StartsWith("upi://pay?pa=shop@rzp&", asked.NextAction.Url, StringComparison.Ordinal);
        Assert.Equal(PaymentStatus.Processing, (await _provider.LookUpAsync(charge.Operation, default))!.Status);

        _razorpay.Of(charge.Operation.Id).Decide(paid: true);

        Assert.Equal(PaymentStatus.Authorized, (await _provider.LookUpAsync(charge.Operation, default))!.Status);
        Assert.Equal(0, _razorpay.Kept);
        foreach (var _ in Enumerable.Range(0, 3)) Assert.Equal(PaymentStatus.Succeeded, (await _provider.CaptureAsync(charge.Operation, default)).Status);
        Assert.Equal(25_000, _razorpay.Kept);
        Assert.Equal(PaymentStatus.Succeeded, (await _provider.CancelAsync(charge.Operation, default)).Status);
    }

    [Fact]
    public async Task A_payment_that_failed_in_the_app_has_failed()
    {
        var charge = await ChargedAsync();
        _razorpay.Of(charge.Operation.Id).Decide(paid: false);
        var told = (await _provider.LookUpAsync(charge.Operation, default))!;
        Assert.Equal((PaymentStatus.Failed, "declined"), (told.Status, told.Failure!.Code));
    }

    [Fact]
    public async Task What_was_canceled_is_never_captured()
    {
        var charge = await ChargedAsync();
        Assert.Equal("abandoned", (await _provider.CancelAsync(charge.Operation, default)).Failure!.Code);
        _razorpay.Of(charge.Operation.Id).Decide(paid: true);
        Assert.Equal("abandoned", (await _provider.CancelAsync(charge.Operation, default)).Failure!.Code);
        Assert.Equal(0, _razorpay.Kept);
    }

    [Fact]
    public async Task A_charge_whose_answer_was_lost_is_unknown_and_is_not_asked_for_twice()
    {
        var charge = await AnnounceAsync();
        _razorpay.Loses = path => path.EndsWith("/upi", StringComparison.Ordinal);
        await Assert.ThrowsAsync<PaymentProviderUnknownException>(() => _provider.ChargeAsync(charge, default));
        Assert.Single(_razorpay.Requests, request => request.EndsWith("/upi", StringComparison.Ordinal));
        Assert.Equal(PaymentStatus.Processing, (await _provider.LookUpAsync(charge.Operation, default))!.Status);
    }

    [Fact]
    public async Task A_capture_whose_answer_was_lost_is_found_out()
    {
        var charge = await ChargedAsync();
        _razorpay.Of(charge.Operation.Id).Decide(paid: true);
        _razorpay.Loses = path => path.EndsWith("/capture", StringComparison.Ordinal);
        await Assert.ThrowsAsync<PaymentProviderUnknownException>(() => _provider.CaptureAsync(charge.Operation, default));
        Assert.Equal(PaymentStatus.Succeeded, (await _provider.LookUpAsync(charge.Operation, default))!.Status);
    }

    [Fact]
    public async Task A_reading_that_is_lost_once_is_asked_for_again()
    {
        var charge = await ChargedAsync();
        var lost = 0;
        _razorpay.Loses = path => path.EndsWith("/payments", StringComparison.Ordinal) && Interlocked.Increment(ref lost) == 1;
        Assert.Equal(PaymentStatus.Processing, (await _provider.LookUpAsync(charge.Operation, default))!.Status);
    }

    [Fact]
    public async Task What_was_announced_and_not_charged_is_unknown_and_so_is_what_was_not_announced()
    {
        Assert.Null(await _provider.LookUpAsync((await AnnounceAsync()).Operation, default));
        Assert.Null(await _provider.LookUpAsync(Operation(), default));
    }

    [Fact]
    public async Task A_wrong_key_is_no_definite_answer()
    {
        var settings = new Dictionary<string, string?>(Settings(_razorpay)) { ["Payments:Razorpay:KeySecret"] = "wrong" };
        await using var services = new ServiceCollection().AddPayments(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        var stranger = services.GetRequiredKeyedService<IPaymentProvider>("razorpay");
        await Assert.ThrowsAsync<PaymentProviderUnknownException>(() => stranger.AnnounceAsync(ChargeOf(Operation(), UpiFlow.Qr), default));
    }

    [Fact]
    public async Task Parts_are_refunded_each_once_and_never_more_than_was_taken()
    {
        var charge = await CapturedAsync();
        var first = new ProviderRefund(NewRefund(), charge.Operation, new Money(10_000, "INR"));
        foreach (var _ in Enumerable.Range(0, 3)) Assert.Equal(RefundStatus.Succeeded, await _provider.RefundAsync(first, default));
        Assert.Equal(RefundStatus.Refused, await _provider.RefundAsync(first with { Refund = NewRefund(), Amount = new Money(15_001, "INR") }, default));
        Assert.Equal(RefundStatus.Succeeded, await _provider.RefundAsync(first with { Refund = NewRefund(), Amount = new Money(15_000, "INR") }, default));
        Assert.Equal(0, _razorpay.Kept);
    }

    [Theory]
    [InlineData("pending", "processed", 1)]
    [InlineData("failed", "failed", 2)]
    public async Task A_refund_is_done_only_once_Razorpay_says_so_and_one_that_failed_is_tried_anew(string status, string later, int made)
    {
        var charge = await CapturedAsync();
        var refund = new ProviderRefund(NewRefund(), charge.Operation, new Money(25_000, "INR"));
        _razorpay.RefundStatus = status;
        Assert.Equal(RefundStatus.Pending, await _provider.RefundAsync(refund, default));
        var refunds = Assert.Single(_razorpay.Of(charge.Operation.Id).Payments).Refunds;
        refunds[0].Status = later;
        _razorpay.RefundStatus = "processed";
        Assert.Equal(RefundStatus.Succeeded, await _provider.RefundAsync(refund, default));
        Assert.Equal(made, refunds.Count);
        Assert.Equal(0, _razorpay.Kept);
    }

    [Fact]
    public async Task It_tells_what_it_took_and_gave_back_page_after_page()
    {
        var charges = new List<ProviderCharge>();
        for (var i = 0; i < 102; i++) charges.Add(await CapturedAsync());
        await ChargedAsync();
        _razorpay.Of((await CapturedAsync()).Operation.Id).Payments[0].Ours = false;
        var refund = new ProviderRefund(NewRefund(), charges[0].Operation, new Money(10_000, "INR"));
        await _provider.RefundAsync(refund, default);
        _razorpay.Of(charges[4].Operation.Id).Payments[0].CreatedAt = 1_000;

        var taken = await _provider.ListAsync(ProviderEntryKind.Charge, null, default).ToListAsync();
        Assert.Equal(charges.Select(charge => charge.Operation.Id.ToString()).Order(), taken.Select(entry => entry.Operation).Order());
        Assert.All(taken, entry => Assert.Equal(new Money(25_000, "INR"), entry.Amount));
        Assert.Equal(101, await _provider.ListAsync(ProviderEntryKind.Charge, DateTimeOffset.UtcNow.AddDays(-1), default).CountAsync());
        var back = Assert.Single(await _provider.ListAsync(ProviderEntryKind.Refund, null, default).ToListAsync());
        Assert.Equal((refund.Refund.ToString(), refund.Amount), (back.Operation, back.Amount));
    }

    private static ProviderOperation Operation() => new(NewPayment(), new Money(25_000, "INR"));

    private static ProviderCharge ChargeOf(ProviderOperation operation, UpiFlow flow) => new(operation, new(PaymentMethod.Upi, null, new(flow, null)), "Two seats");

    private async Task<ProviderCharge> AnnounceAsync(UpiFlow flow = UpiFlow.Intent)
    {
        var charge = ChargeOf(Operation(), flow);
        return charge with { Operation = charge.Operation with { Reference = await _provider.AnnounceAsync(charge, default) } };
    }

    private async Task<ProviderCharge> ChargedAsync()
    {
        var charge = await AnnounceAsync();
        await _provider.ChargeAsync(charge, default);
        return charge;
    }

    private async Task<ProviderCharge> CapturedAsync()
    {
        var charge = await ChargedAsync();
        _razorpay.Of(charge.Operation.Id).Decide(paid: true);
        await _provider.CaptureAsync(charge.Operation, default);
        return charge;
    }
}
