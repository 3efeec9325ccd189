using System.Net.Http.Json;
using Marquee.Payments;
using Xunit;
using static Marquee.Tests.Payments.SandboxFixture;

namespace Marquee.Tests.Payments;

/// <summary>The sandbox told to do wrong. Each test leaves it as it was: the switches are the whole service's.</summary>
[Collection("postgres")]
public sealed class SandboxFaultTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => SwitchAsync(new { });

    [Fact]
    public async Task A_connection_that_breaks_after_the_charge_is_tried_again_and_the_charge_is_one()
    {
        await SwitchAsync(new { resetAfterCharge = true });
        var operation = NewPayment();
        Assert.Equal(PaymentStatus.Succeeded, (await sandbox.Provider.ChargeAsync(Charge(operation, "tok_success"), default)).Status);
        Assert.Equal(PaymentStatus.Succeeded, (await sandbox.Provider.LookUpAsync(Of(operation), default))!.Status);
    }

    [Fact]
    public async Task An_error_after_the_capture_is_no_definite_answer_and_asking_tells_the_truth()
    {
        await SwitchAsync(new { failAfterCapture = true });
        var operation = NewPayment();
        await Assert.ThrowsAsync<PaymentProviderUnknownException>(() => sandbox.Provider.ChargeAsync(Charge(operation, "tok_success"), default));
        Assert.Equal(PaymentStatus.Succeeded, (await sandbox.Provider.LookUpAsync(Of(operation), default))!.Status);
        Assert.Equal("declined", (await sandbox.Provider.ChargeAsync(Charge(NewPayment(), "tok_declined"), default)).Failure!.Code);
    }

    [Fact]
    public async Task An_answer_slower_than_the_caller_waits_is_no_definite_answer()
    {
        await SwitchAsync(new { delay = "00:00:05" });
        var operation = NewPayment();
        var impatient = sandbox.Sandbox.Provider(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<PaymentProviderUnknownException>(() => impatient.ChargeAsync(Charge(operation, "tok_success"), default));
        Assert.Equal(PaymentStatus.Succeeded, (await impatient.LookUpAsync(Of(operation), default))!.Status);
    }

    [Fact]
    public async Task A_refund_that_was_refused_succeeds_once_refunds_are_taken_again()
    {
        var (operation, refund) = (await sandbox.CaptureAsync(1_000), new ProviderRefund(NewRefund(), default!, new(1_000, "INR")));
        refund = refund with { Operation = Of(operation) };
        await SwitchAsync(new { refuseRefunds = true });
        Assert.Equal(RefundStatus.Pending, await sandbox.Provider.RefundAsync(refund, default));
        Assert.Equal(0, await sandbox.RefundedAsync(operation));
        await SwitchAsync(new { });
        Assert.Equal(RefundStatus.Succeeded, await sandbox.Provider.RefundAsync(refund, default));
        Assert.Equal(1_000, await sandbox.RefundedAsync(operation));
    }

    [Fact]
    public async Task Webhooks_come_as_often_as_it_was_told()
    {
        await SwitchAsync(new { webhookCopies = 3, webhooksReversed = true });
        var operation = NewPayment();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sandbox.Provider.ChargeAsync(Charge(operation, "tok_timeout"), patience.Token));
        var copies = new[] { await sandbox.Webhooks.NextAsync(operation), await sandbox.Webhooks.NextAsync(operation), await sandbox.Webhooks.NextAsync(operation) };
        Assert.All(copies, copy => Assert.Equal(copies[0].Body, copy.Body));
    }

    [Fact]
    public async Task Switches_out_of_their_range_change_nothing()
    {
        using var answer = await sandbox.Sandbox.Http.PutAsJsonAsync("/sandbox-payments/v1/faults", new { delay = "01:00:00", refuseRefunds = true });
        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Contains("\"refuseRefunds\":false", await sandbox.Sandbox.Http.GetStringAsync("/sandbox-payments/v1/faults"), StringComparison.Ordinal);
    }

    private async Task SwitchAsync(object faults)
    {
        using var answer = await sandbox.Sandbox.Http.PutAsJsonAsync("/sandbox-payments/v1/faults", faults);
        Assert.Equal(200, (int)answer.StatusCode);
    }
}
