using Marquee.Payments;
using Xunit;
using static Marquee.Tests.Payments.SandboxFixture;

namespace Marquee.Tests.Payments;

[Collection("postgres")]
public sealed class SandboxUpiTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Theory]
    [InlineData(UpiFlow.Collect)]
    [InlineData(UpiFlow.Intent)]
    [InlineData(UpiFlow.Qr)]
    public async Task An_address_decides_whatever_the_flow(UpiFlow flow)
    {
        Assert.Equal(PaymentStatus.Succeeded, (await ChargeAsync(NewPayment(), flow, "success@sandbox")).Status);
        Assert.Equal("declined", (await ChargeAsync(NewPayment(), flow, "declined@sandbox")).Failure!.Code);
        Assert.Equal("unknown-vpa", (await ChargeAsync(NewPayment(), flow, "somebody@okbank")).Failure!.Code);
        Assert.Equal(PaymentStatus.RequiresAction, (await ChargeAsync(NewPayment(), flow, "silent@sandbox")).Status);
    }

    [Theory]
    [InlineData(UpiFlow.Intent, "upi-intent")]
    [InlineData(UpiFlow.Qr, "upi-qr")]
    public async Task Without_an_address_the_link_is_for_whoever_opens_it(UpiFlow flow, string kind)
    {
        var operation = NewPayment();
        var payment = await ChargeAsync(operation, flow, null);
        Assert.Equal((PaymentStatus.RequiresAction, kind), (payment.Status, payment.NextAction!.Kind));
        Assert.StartsWith("upi://pay?pa=marquee@sandbox&", payment.NextAction.Url, StringComparison.Ordinal);
        Assert.EndsWith($"&url={Uri.EscapeDataString(payment.NextAction.Page!)}", payment.NextAction.Url, StringComparison.Ordinal);
        Assert.Equal(payment, await sandbox.Provider.LookUpAsync(Of(operation), default));
    }

    [Theory]
    [InlineData("confirm", PaymentStatus.Succeeded, null)]
    [InlineData("decline", PaymentStatus.Failed, "declined")]
    public async Task The_page_plays_the_customers_app(string decision, PaymentStatus status, string? code)
    {
        var operation = NewPayment();
        var page = new Uri((await ChargeAsync(operation, UpiFlow.Qr, null)).NextAction!.Page!).PathAndQuery;
        Assert.Contains("The sandbox UPI app asks", await sandbox.Sandbox.Http.GetStringAsync(page), StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([new("decision", decision)]);
        using var answer = await sandbox.Sandbox.Http.PostAsync(page, form);
        var payment = (await sandbox.Provider.LookUpAsync(Of(operation), default))!;
        Assert.Equal((status, code), (payment.Status, payment.Failure?.Code));
        await sandbox.Webhooks.NextAsync(operation);
    }

    [Fact]
    public async Task A_slow_customer_confirms_by_himself_and_a_webhook_tells()
    {
        var operation = NewPayment();
        var payment = await ChargeAsync(operation, UpiFlow.Collect, "slow@sandbox");
        Assert.Equal((PaymentStatus.RequiresAction, "upi-collect"), (payment.Status, payment.NextAction!.Kind));
        await sandbox.Webhooks.NextAsync(operation);
        Assert.Equal(PaymentStatus.Succeeded, (await sandbox.Provider.LookUpAsync(Of(operation), default))!.Status);
    }

    [Fact]
    public async Task Who_is_too_late_confirms_nothing()
    {
        var operation = NewPayment();
        await ChargeAsync(operation, UpiFlow.Collect, "slow@sandbox");
        var canceled = await sandbox.Provider.CancelAsync(Of(operation), default);
        Assert.Equal("abandoned", canceled.Failure!.Code);
        await Task.Delay(300);
        Assert.Equal(canceled, await sandbox.Provider.LookUpAsync(Of(operation), default));
    }

    [Fact]
    public async Task Repeats_have_one_effect_and_another_flow_is_another_charge()
    {
        var operation = NewPayment();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ChargeAsync(operation, UpiFlow.Qr, null)));
        Assert.Single(answers.Distinct());
        await Assert.ThrowsAsync<PaymentProviderUnknownException>(() => ChargeAsync(operation, UpiFlow.Intent, null));
    }

    private Task<ProviderPayment> ChargeAsync(PaymentId operation, UpiFlow flow, string? vpa) => sandbox.Provider.ChargeAsync(
        new(new(operation, new(25_000, "INR")), new(PaymentMethod.Upi, null, new(flow, vpa)), "Two seats"), default);
}
