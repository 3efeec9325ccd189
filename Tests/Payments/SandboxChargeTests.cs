using Marquee.Payments;
using Marquee.Tests.Postgres;
using Xunit;
using static Marquee.Tests.Payments.SandboxFixture;

namespace Marquee.Tests.Payments;

[Collection("postgres")]
public sealed class SandboxChargeTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Theory]
    [InlineData("tok_success")]
    [InlineData("tok_refund_fails")]
    public async Task A_good_token_is_captured_at_once(string token)
    {
        var operation = NewPayment();
        Assert.Equal(new(PaymentStatus.Succeeded), await sandbox.Provider.ChargeAsync(Charge(operation, token), default));
        Assert.Equal(new(PaymentStatus.Succeeded), await sandbox.Provider.LookUpAsync(Of(operation), default));
    }

    [Theory]
    [InlineData("tok_declined", "declined")]
    [InlineData("tok_insufficient_funds", "insufficient-funds")]
    [InlineData("tok_nobody_knows", "unknown-token")]
    [InlineData("TOK_SUCCESS", "unknown-token")]
    public async Task A_bad_token_fails_with_its_reason_and_stays_failed(string token, string code)
    {
        var operation = NewPayment();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var payment = await sandbox.Provider.ChargeAsync(Charge(operation, token), default);
            Assert.Equal((PaymentStatus.Failed, code), (payment.Status, payment.Failure!.Code));
        }

        Assert.Equal(code, (await sandbox.Provider.LookUpAsync(Of(operation), default))!.Failure!.Code);
    }

    [Fact]
    public async Task A_challenge_asks_the_customer_to_an_absolute_address()
    {
        var operation = NewPayment();
        var payment = await sandbox.Provider.ChargeAsync(Charge(operation, "tok_challenge"), default);
        Assert.Equal(PaymentStatus.RequiresAction, payment.Status);
        Assert.Equal("redirect", payment.NextAction!.Kind);
        Assert.StartsWith($"{SandboxHost.PublicUrl}/sandbox-payments/challenge/{operation}?secret=", payment.NextAction.Url, StringComparison.Ordinal);
        Assert.Equal(payment, await sandbox.Provider.LookUpAsync(Of(operation), default));
    }

    [Fact]
    public async Task An_unanswered_charge_is_unknown_to_its_caller_and_captured_in_the_journal()
    {
        var operation = NewPayment();
        var impatient = sandbox.Sandbox.Provider(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<PaymentProviderUnknownException>(() => impatient.ChargeAsync(Charge(operation, "tok_timeout"), default));
        Assert.Equal(new(PaymentStatus.Succeeded), await impatient.LookUpAsync(Of(operation), default));
        Assert.Equal(new(PaymentStatus.Succeeded), await impatient.ChargeAsync(Charge(operation, "tok_timeout"), default));
        await sandbox.Webhooks.NextAsync(operation);
    }

    [Fact]
    public async Task An_operation_nobody_charged_is_not_known() =>
        Assert.Null(await sandbox.Provider.LookUpAsync(Of(NewPayment()), default));

    [Fact]
    public async Task Canceling_before_the_charge_bars_it()
    {
        var operation = NewPayment();
        var canceled = await sandbox.Provider.CancelAsync(Of(operation), default);
        Assert.Equal((PaymentStatus.Failed, "abandoned"), (canceled.Status, canceled.Failure!.Code));
        Assert.Equal(canceled, await sandbox.Provider.ChargeAsync(Charge(operation, "tok_success"), default));
        Assert.Equal(canceled, await sandbox.Provider.LookUpAsync(Of(operation), default));
    }

    [Fact]
    public async Task Canceling_after_capture_leaves_it_captured_and_says_so()
    {
        var operation = await sandbox.CaptureAsync(25000);
        Assert.Equal(new(PaymentStatus.Succeeded), await sandbox.Provider.CancelAsync(Of(operation), default));
        Assert.Equal(new(PaymentStatus.Succeeded), await sandbox.Provider.LookUpAsync(Of(operation), default));
    }

    [Fact]
    public async Task Canceling_a_declined_charge_keeps_the_reason_it_failed_for()
    {
        var operation = NewPayment();
        await sandbox.Provider.ChargeAsync(Charge(operation, "tok_declined"), default);
        Assert.Equal("declined", (await sandbox.Provider.CancelAsync(Of(operation), default)).Failure!.Code);
    }

    [Theory]
    [InlineData("tok_success")]
    [InlineData("tok_declined")]
    [InlineData("tok_challenge")]
    public async Task Twenty_repeats_at_once_have_one_effect_and_one_answer(string token)
    {
        var operation = NewPayment();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sandbox.Provider.ChargeAsync(Charge(operation, token), default)));
        Assert.Single(answers.Distinct());
        await using var command = sandbox.Database.CreateCommand("SELECT COUNT(*) FROM sandbox.charges WHERE operation = $1");
        command.Parameters.AddWithValue(operation.ToString());
        Assert.Equal(1L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Charge_and_cancel_at_once_agree_on_who_was_first()
    {
        foreach (var operation in Enumerable.Range(0, 20).Select(_ => NewPayment()))
        {
            var charge = sandbox.Provider.ChargeAsync(Charge(operation, "tok_success"), default);
            var cancel = sandbox.Provider.CancelAsync(Of(operation), default);
            Assert.Equal(await charge, await cancel);
        }
    }

    [Fact]
    public async Task The_same_operation_for_another_amount_is_no_definite_answer()
    {
        var operation = await sandbox.CaptureAsync(25000);
        await Assert.ThrowsAsync<PaymentProviderUnknownException>(
            () => sandbox.Provider.ChargeAsync(Charge(operation, "tok_success", 26000), default));
        Assert.Equal(new(PaymentStatus.Succeeded), await sandbox.Provider.LookUpAsync(Of(operation), default));
    }

    [Fact]
    public async Task A_request_that_can_never_succeed_is_refused_and_leaves_no_trace()
    {
        var operation = NewPayment();
        var payment = await sandbox.Provider.ChargeAsync(Charge(operation, "tok_success", amount: 0), default);
        Assert.Equal((PaymentStatus.Failed, "validation-failed"), (payment.Status, payment.Failure!.Code));
        Assert.Null(await sandbox.Provider.LookUpAsync(Of(operation), default));
    }
}
