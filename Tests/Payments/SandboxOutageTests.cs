using Marquee.Payments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;
using static Marquee.Tests.Payments.SandboxFixture;

namespace Marquee.Tests.Payments;

/// <summary>What a provider can answer, over real HTTP, that tells nothing about the money.</summary>
public sealed class SandboxOutageTests
{
    public static TheoryData<int, string> Indefinite => new()
    {
        { 500, "" },
        { 503, """{"code":"operation-unknown"}""" },
        { 200, "" },
        { 200, "null" },
        { 200, "{}" },
        { 200, "<html>A captive portal</html>" },
        { 200, """{"operation":"{operation}","status":"captured"}""" },
        { 200, """{"operation":"pay_another","status":"captured","amount":1,"currency":"INR","refunded":0,"nextAction":null,"failure":null}""" },
        { 200, """{"operation":"{operation}","status":"authorized","amount":1,"currency":"INR","refunded":0,"nextAction":null,"failure":null}""" },
        { 200, """{"operation":"{operation}","status":"failed","amount":1,"currency":"INR","refunded":0,"nextAction":null,"failure":null}""" },
        { 200, """{"operation":"{operation}","status":"requires_action","amount":1,"currency":"INR","refunded":0,"nextAction":{"kind":"redirect","url":"/relative"},"failure":null}""" },
        { 201, """{"operation":"{operation}","status":"captured","amount":1,"currency":"INR","refunded":0,"nextAction":null,"failure":null}""" },
        { 302, "" },
        { 400, "" },
        { 401, """{"code":"unauthorized"}""" },
        { 404, "" },
        { 404, """{"code":"not-found"}""" },
        { 409, """{"code":"operation-reused"}""" },
        { 429, """{"code":"rate-limited"}""" },
    };

    [Theory, MemberData(nameof(Indefinite))]
    public async Task An_answer_that_tells_nothing_definite_is_unknown_to_every_caller(int status, string body)
    {
        var operation = NewPayment();
        await using var app = await AnswerAsync(status, body.Replace("{operation}", operation.ToString(), StringComparison.Ordinal));
        await AssertUnknownAsync(new(app.Urls.Single()), operation);
    }

    [Fact]
    public Task A_provider_that_cannot_be_reached_is_unknown() => AssertUnknownAsync(new("http://127.0.0.1:1"), NewPayment());

    [Fact]
    public async Task A_caller_that_gives_up_hears_that_it_gave_up()
    {
        var (provider, services) = SandboxHost.ProviderAt(new("http://127.0.0.1:1"));
        await using var _ = services;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => provider.LookUpAsync(Of(NewPayment()), new(canceled: true)));
    }

    private static async Task AssertUnknownAsync(Uri address, PaymentId operation)
    {
        var (provider, services) = SandboxHost.ProviderAt(address);
        await using var _ = services;
        await Assert.ThrowsAsync<PaymentProviderUnknownException>(() => provider.ChargeAsync(Charge(operation, "tok_success"), default));
        await Assert.ThrowsAsync<PaymentProviderUnknownException>(() => provider.LookUpAsync(Of(operation), default));
        await Assert.ThrowsAsync<PaymentProviderUnknownException>(() => provider.CancelAsync(Of(operation), default));
        await Assert.ThrowsAsync<PaymentProviderUnknownException>(
            () => provider.RefundAsync(new(NewRefund(), Of(operation), new(1, "INR")), default));
    }

    private static async Task<WebApplication> AnswerAsync(int status, string body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapFallback(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(body);
        });
        await app.StartAsync();
        return app;
    }
}
