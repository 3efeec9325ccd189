using System.Net;
using System.Text.Json;
using Marquee.Payments;
using Marquee.Tests.Postgres;
using Xunit;
using static Marquee.Tests.Payments.SandboxFixture;

namespace Marquee.Tests.Payments;

[Collection("postgres")]
public sealed class SandboxChallengeTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>, IDisposable
{
    private readonly HttpClient _browser = new() { BaseAddress = sandbox.Sandbox.Address };

    [Theory]
    [InlineData("confirm", PaymentStatus.Succeeded, "charge.captured", "Payment confirmed")]
    [InlineData("decline", PaymentStatus.Failed, "charge.failed", "Payment declined")]
    public async Task The_customer_decides_and_a_webhook_tells(string decision, PaymentStatus status, string type, string title)
    {
        var (operation, page) = await ChallengeAsync();
        var question = await _browser.GetStringAsync(page);
        Assert.Contains("INR 250.00", question, StringComparison.Ordinal);
        Assert.Contains(">Confirm</button>", question, StringComparison.Ordinal);
        Assert.Contains(">Decline</button>", question, StringComparison.Ordinal);

        var answer = await DecideAsync(page, decision);
        Assert.Contains(title, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(status, (await sandbox.Provider.LookUpAsync(Of(operation), default))!.Status);
        var webhook = JsonDocument.Parse((await sandbox.Webhooks.NextAsync(operation)).Body).RootElement;
        Assert.Equal(type, webhook.GetProperty("type").GetString());
    }

    [Fact]
    public async Task The_first_decision_counts_however_often_the_buttons_are_pressed()
    {
        var (operation, page) = await ChallengeAsync();
        await DecideAsync(page, "decline");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => DecideAsync(page, "confirm")));
        Assert.Equal("challenge-declined", (await sandbox.Provider.LookUpAsync(Of(operation), default))!.Failure!.Code);
        await using var command = sandbox.Database.CreateCommand("SELECT COUNT(*) FROM sandbox.webhook_deliveries WHERE operation = $1");
        command.Parameters.AddWithValue(operation.ToString());
        Assert.Equal(1L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_canceled_payment_can_no_longer_be_confirmed()
    {
        var (operation, page) = await ChallengeAsync();
        Assert.Equal("abandoned", (await sandbox.Provider.CancelAsync(Of(operation), default)).Failure!.Code);
        var answer = await DecideAsync(page, "confirm");
        Assert.Contains("Payment canceled", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("abandoned", (await sandbox.Provider.LookUpAsync(Of(operation), default))!.Failure!.Code);
    }

    [Fact]
    public async Task Without_the_secret_nobody_sees_or_decides_anything()
    {
        var (operation, page) = await ChallengeAsync();
        var path = page.Split('?')[0];
        foreach (var guess in (string[])[path, $"{path}?secret=", $"{path}?secret=wrong", page + "x"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await _browser.GetAsync(guess)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await DecideAsync(guess, "confirm")).StatusCode);
        }

        Assert.Equal(PaymentStatus.RequiresAction, (await sandbox.Provider.LookUpAsync(Of(operation), default))!.Status);
    }

    [Fact]
    public async Task Anything_but_confirm_and_decline_decides_nothing()
    {
        var (operation, page) = await ChallengeAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await DecideAsync(page, "perhaps")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _browser.PostAsync(page, null)).StatusCode);
        Assert.Equal(PaymentStatus.RequiresAction, (await sandbox.Provider.LookUpAsync(Of(operation), default))!.Status);
    }

    public void Dispose() => _browser.Dispose();

    private async Task<(PaymentId Operation, string Page)> ChallengeAsync()
    {
        var operation = NewPayment();
        var payment = await sandbox.Provider.ChargeAsync(Charge(operation, "tok_challenge"), default);
        return (operation, new Uri(payment.NextAction!.Url).PathAndQuery);
    }

    private async Task<HttpResponseMessage> DecideAsync(string page, string decision)
    {
        using var form = new FormUrlEncodedContent([new("decision", decision)]);
        return await _browser.PostAsync(page, form);
    }
}
