using Marquee.Payments;
using Marquee.Silo.Payments;
using Marquee.Silo.Payments.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Xunit;

namespace Marquee.Tests.Payments;

public sealed class PaymentWebhookGrainTests : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster = Build();

    [Fact]
    public async Task A_genuine_webhook_about_nothing_of_ours_is_accepted() =>
        Assert.Equal(WebhookOutcome.Accepted, await ReceiveAsync("sandbox", "secret"));

    [Fact]
    public async Task A_forged_webhook_is_refused() => Assert.Equal(WebhookOutcome.BadSignature, await ReceiveAsync("sandbox", "guess"));

    [Fact]
    public async Task A_provider_nobody_registered_is_unknown() =>
        Assert.Equal(WebhookOutcome.UnknownProvider, await ReceiveAsync("nobody", "secret"));

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    private static InProcessTestCluster Build()
    {
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => silo.Services
            .AddSandboxPayments(silo.Configuration)
            .Configure<PaymentWebhookOptions>(options => options.Secrets = ["secret"])
            .Configure<SandboxOptions>(options => (options.BaseAddress, options.ApiKey) = (new("http://127.0.0.1:1"), "key")));
        return builder.Build();
    }

    private Task<WebhookOutcome> ReceiveAsync(string provider, string secret)
    {
        var body = """{"operation":"of somebody else"}"""u8.ToArray();
        var signature = WebhookSignature.Sign(body, TimeProvider.System.GetUtcNow(), [secret]);
        return _cluster.Client.GetGrain<IPaymentWebhookGrain>(provider).Receive(new(body, signature));
    }
}
