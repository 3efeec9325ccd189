using Marquee.Payments;
using Marquee.Silo.Payments;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Marquee.Tests.Payments;

public sealed class ProviderChoiceTests
{
    private static readonly Dictionary<string, string?> Live = new()
    {
        ["Payments:Card"] = "Stripe",
        ["Payments:Upi"] = "razorpay",
        ["Payments:Stripe:ApiKey"] = "sk_live_x",
        ["Payments:Stripe:WebhookSecrets:0"] = "whsec_x",
        ["Payments:Stripe:ReturnUrl"] = "https://marquee.example.test/",
        ["Payments:Razorpay:KeyId"] = "rzp_live_x",
        ["Payments:Razorpay:KeySecret"] = "x",
        ["Payments:Razorpay:WebhookSecrets:0"] = "x",
        ["Payments:Razorpay:Email"] = "till@marquee.example.test",
        ["Payments:Razorpay:Contact"] = "+91 98765 43210",
    };

    [Fact]
    public async Task Each_method_has_its_provider_and_without_a_use_the_sandbox_needs_no_settings()
    {
        await using var services = Build(Live);
        services.GetRequiredService<IStartupValidator>().Validate();
        var providers = services.GetRequiredService<IPaymentProviders>();
        Assert.Equal(("stripe", "razorpay"), (providers.NameFor(PaymentMethod.Card), providers.NameFor(PaymentMethod.Upi)));
        Assert.Contains(PaymentMethod.Card, providers.Named("stripe").Abilities.Methods);
        Assert.Contains(PaymentMethod.Upi, providers.Named("razorpay").Abilities.Methods);
        // A payment of a provider that is gone is unknown, not failed.
        Assert.Throws<PaymentProviderUnknownException>(() => providers.Named(null));
    }

    [Fact]
    public async Task A_provider_whose_keys_are_there_is_kept_for_its_earlier_payments()
    {
        await using var services = Build(new(Live)
        {
            ["Payments:Card"] = null, ["Payments:Upi"] = null, ["Payments:Sandbox:BaseAddress"] = "http://127.0.0.1:1", ["Payments:Sandbox:ApiKey"] = "key", ["Payments:Webhooks:Secrets:0"] = "one",
        });
        services.GetRequiredService<IStartupValidator>().Validate();
        var providers = services.GetRequiredService<IPaymentProviders>();
        Assert.Equal(("sandbox", "sandbox"), (providers.NameFor(PaymentMethod.Card), providers.NameFor(PaymentMethod.Upi)));
        Assert.NotNull(providers.Named("stripe"));
        Assert.NotNull(providers.Named("razorpay"));
    }

    [Theory]
    [InlineData("Payments:Stripe:ApiKey", null)]
    [InlineData("Payments:Stripe:ApiKey", "pk_live_public")]
    [InlineData("Payments:Stripe:WebhookSecrets:0", null)]
    [InlineData("Payments:Stripe:WebhookSecrets:0", "secret")]
    [InlineData("Payments:Stripe:ReturnUrl", null)]
    [InlineData("Payments:Stripe:ApiBase", "/relative")]
    [InlineData("Payments:Stripe:Timeout", "00:00:20")]
    [InlineData("Payments:Razorpay:KeyId", null)]
    [InlineData("Payments:Razorpay:KeyId", "key")]
    [InlineData("Payments:Razorpay:KeySecret", " ")]
    [InlineData("Payments:Razorpay:WebhookSecrets:0", null)]
    [InlineData("Payments:Razorpay:Email", "nobody")]
    [InlineData("Payments:Razorpay:Contact", null)]
    [InlineData("Payments:Razorpay:Timeout", "00:00:00")]
    public async Task A_key_that_is_missing_or_wrong_stops_the_start_and_says_which(string key, string? value)
    {
        await using var services = Build(new(Live) { [key] = value });
        var refusal = Assert.ThrowsAny<Exception>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains(string.Join(':', key.Split(':')[..3]), refusal.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Build(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddPayments(new ConfigurationBuilder().AddInMemoryCollection(settings.Where(setting => setting.Value is not null)).Build())
        .BuildServiceProvider();
}
