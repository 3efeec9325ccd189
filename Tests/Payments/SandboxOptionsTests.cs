using Marquee.Silo.Payments;
using Marquee.Silo.Payments.Sandbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Marquee.Tests.Payments;

public sealed class SandboxOptionsTests
{
    private static readonly Dictionary<string, string?> Complete = new()
    {
        ["Payments:Sandbox:BaseAddress"] = "http://127.0.0.1:5000",
        ["Payments:Sandbox:ApiKey"] = "key",
        ["Payments:Webhooks:Secrets:0"] = "one",
        ["Payments:Webhooks:Secrets:1"] = "two",
        ["Payments:Sandbox:Service:ApiKey"] = "key",
        ["Payments:Sandbox:Service:PublicUrl"] = "https://sandbox.example.test",
        ["Payments:Sandbox:Service:WebhookUrl"] = "https://marquee.example.test/v1/webhooks/payments/sandbox",
        ["Payments:Sandbox:Service:WebhookSecrets:0"] = "one",
        ["Payments:Sandbox:Service:LateWebhook"] = "00:00:02",
    };

    [Fact]
    public void Everything_can_be_configured()
    {
        using var services = Build(Complete);
        services.GetRequiredService<IStartupValidator>().Validate();
        Assert.Equal(["one", "two"], services.GetRequiredService<IOptions<PaymentWebhookOptions>>().Value.Secrets);
        Assert.Equal(TimeSpan.FromSeconds(2), services.GetRequiredService<IOptions<SandboxServiceOptions>>().Value.LateWebhook);
    }

    [Theory]
    [InlineData("Payments:Sandbox:BaseAddress", null)]
    [InlineData("Payments:Sandbox:BaseAddress", "/relative")]
    [InlineData("Payments:Sandbox:ApiKey", " ")]
    [InlineData("Payments:Sandbox:Timeout", "00:00:00")]
    [InlineData("Payments:Webhooks:Secrets:1", "")]
    [InlineData("Payments:Webhooks:Secrets:2", "three")]
    [InlineData("Payments:Sandbox:Service:ApiKey", null)]
    [InlineData("Payments:Sandbox:Service:PublicUrl", "ftp://sandbox.example.test")]
    [InlineData("Payments:Sandbox:Service:WebhookUrl", null)]
    [InlineData("Payments:Sandbox:Service:WebhookSecrets:0", null)]
    [InlineData("Payments:Sandbox:Service:WebhookInterval", "00:00:00")]
    [InlineData("Payments:Sandbox:Service:PayeeVpa", "marquee")]
    [InlineData("Payments:Sandbox:Service:MerchantCode", "78")]
    [InlineData("Payments:Sandbox:Service:Faults:Delay", "00:02:00")]
    [InlineData("Payments:Card", "Razorpay")]
    [InlineData("Payments:Upi", "Stripe")]
    public void A_setting_that_cannot_work_stops_the_start(string key, string? value)
    {
        using var services = Build(new(Complete) { [key] = value });
        var refusal = Assert.ThrowsAny<Exception>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains(key.Contains("Faults", StringComparison.Ordinal) ? "Delay" : key.Split(':')[1], refusal.ToString(), StringComparison.Ordinal);
    }

    private static ServiceProvider Build(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Where(setting => setting.Value is not null)).Build();
        return new ServiceCollection().AddPayments(configuration).AddSandboxService(configuration).BuildServiceProvider();
    }
}
