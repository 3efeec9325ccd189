using Marquee.Payments;
using Marquee.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Stripe;

namespace Marquee.Silo.Payments.Stripe;

/// <summary>Makes Stripe a payment provider of this silo.</summary>
internal static class StripePaymentsRegistration
{
    private const int Repeats = 2;

    public static IServiceCollection AddStripePayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StripeOptions>()
            .Bind(configuration.GetSection(StripeOptions.Section))
            .Validate(options => options.HasKey, $"{StripeOptions.Section}:ApiKey must be a secret key of Stripe, sk_... or rk_....")
            .Validate(options => options.HasSecrets, $"{StripeOptions.Section}:WebhookSecrets must hold one signing secret, whsec_..., or two while they change.")
            .Validate(options => PaymentUrls.IsWeb(options.ReturnUrl), $"{StripeOptions.Section}:ReturnUrl must be an absolute http(s) URL.")
            .Validate(options => options.ApiBase is null || PaymentUrls.IsWeb(options.ApiBase), $"{StripeOptions.Section}:ApiBase must be an absolute http(s) URL.")
            .Validate(
                options => options.Timeout > TimeSpan.Zero && options.Timeout < Deadlines.GrainCall,
                $"{StripeOptions.Section}:Timeout must be positive and shorter than a grain call, {Deadlines.GrainCall}.")
            .Validate(options => options.WebhookTolerance > TimeSpan.Zero, $"{StripeOptions.Section}:WebhookTolerance must be positive.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddKeyedSingleton<IWebhookVerifier, StripeWebhookVerifier>(StripePaymentProvider.Name);
        services.AddKeyedSingleton<IPaymentProvider>(StripePaymentProvider.Name, (provider, _) => new StripePaymentProvider(
            ClientOf(provider), provider.GetRequiredService<IOptions<StripeOptions>>()));
        services.AddHttpClient(StripePaymentProvider.Name)
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services;
    }

    // Every request that changes something has an idempotency key, so the library may repeat it.
    private static StripeClient ClientOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<StripeOptions>>().Value;
        var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(StripePaymentProvider.Name);
        return new StripeClient(new StripeClientOptions
        {
            ApiKey = options.ApiKey,
            ApiBase = options.ApiBase?.AbsoluteUri.TrimEnd('/'),
            HttpClient = new SystemNetHttpClient(http, Repeats, appInfo: null, enableTelemetry: false),
        });
    }
}
