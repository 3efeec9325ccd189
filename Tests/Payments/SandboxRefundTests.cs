using System.Net.Http.Json;
using System.Text.Json;
using Marquee.Payments;
using Marquee.Tests.Postgres;
using Xunit;
using static Marquee.Tests.Payments.SandboxFixture;

namespace Marquee.Tests.Payments;

[Collection("postgres")]
public sealed class SandboxRefundTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task Parts_are_refunded_until_nothing_is_left()
    {
        var operation = await sandbox.CaptureAsync(1000);
        Assert.Equal(RefundStatus.Succeeded, await RefundAsync(NewRefund(), operation, 400));
        Assert.Equal(RefundStatus.Succeeded, await RefundAsync(NewRefund(), operation, 600));
        Assert.Equal(RefundStatus.Refused, await RefundAsync(NewRefund(), operation, 1));
        Assert.Equal(1000, await sandbox.RefundedAsync(operation));
    }

    [Fact]
    public async Task Refunds_at_once_never_exceed_what_was_captured()
    {
        var operation = await sandbox.CaptureAsync(1000);
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RefundAsync(NewRefund(), operation, 300)));
        Assert.Equal(3, results.Count(status => status == RefundStatus.Succeeded));
        Assert.Equal(17, results.Count(status => status == RefundStatus.Refused));
        Assert.Equal(900, await sandbox.RefundedAsync(operation));
    }

    [Fact]
    public async Task Twenty_repeats_at_once_give_the_money_back_once()
    {
        var (operation, refund) = (await sandbox.CaptureAsync(1000), NewRefund());
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RefundAsync(refund, operation, 600)));
        Assert.All(results, status => Assert.Equal(RefundStatus.Succeeded, status));
        Assert.Equal(600, await sandbox.RefundedAsync(operation));
    }

    [Fact]
    public async Task A_refund_that_the_bank_does_not_take_stays_owed()
    {
        var (operation, refund) = (await sandbox.CaptureAsync(1000, "tok_refund_fails"), NewRefund());
        Assert.Equal(RefundStatus.Pending, await RefundAsync(refund, operation, 1000));
        Assert.Equal(RefundStatus.Pending, await RefundAsync(refund, operation, 1000));
        Assert.Equal(0, await sandbox.RefundedAsync(operation));

        var journal = await sandbox.Sandbox.Http.GetFromJsonAsync<JsonElement>($"/sandbox-payments/v1/refunds/{refund}");
        Assert.Equal("failed", journal.GetProperty("status").GetString());
        Assert.Equal("refund-failed", journal.GetProperty("failure").GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_was_never_captured_is_not_refunded_even_if_it_is_captured_later()
    {
        var (operation, refund) = (NewPayment(), NewRefund());
        Assert.Equal(RefundStatus.Refused, await RefundAsync(refund, operation, 100));
        await sandbox.Provider.ChargeAsync(Charge(operation, "tok_success"), default);
        Assert.Equal(RefundStatus.Refused, await RefundAsync(refund, operation, 100));
        Assert.Equal(0, await sandbox.RefundedAsync(operation));
    }

    [Theory]
    [InlineData("tok_declined")]
    [InlineData("tok_challenge")]
    public async Task A_charge_without_a_capture_has_nothing_to_refund(string token)
    {
        var operation = NewPayment();
        await sandbox.Provider.ChargeAsync(Charge(operation, token), default);
        Assert.Equal(RefundStatus.Refused, await RefundAsync(NewRefund(), operation, 100));
    }

    [Fact]
    public async Task A_refund_id_used_for_another_payment_moves_no_money()
    {
        var (first, second, refund) = (await sandbox.CaptureAsync(1000), await sandbox.CaptureAsync(1000), NewRefund());
        await RefundAsync(refund, first, 500);
        await Assert.ThrowsAsync<PaymentProviderUnknownException>(() => RefundAsync(refund, second, 500));
        Assert.Equal(500, await sandbox.RefundedAsync(first));
        Assert.Equal(0, await sandbox.RefundedAsync(second));
    }

    private Task<RefundStatus> RefundAsync(RefundId refund, PaymentId operation, long amount) =>
        sandbox.Provider.RefundAsync(new(refund, Of(operation), new(amount, "INR")), default);
}
