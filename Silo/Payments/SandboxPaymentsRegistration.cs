using Marquee.Payments;
using Marquee.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Payments;

/// <summary>Makes the sandbox a payment provider of this silo.</summary>
public static class SandboxPaymentsRegistration
{
    /// <summary>
    /// Adds the provider and the verifier of its webhooks, under the name <c>sandbox</c>. The host may complete <see cref="SandboxOptions"/>
    /// and <see cref="PaymentWebhookOptions"/> with what configuration lacks.
    /// </summary>
    public static IServiceCollection AddSandboxPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SandboxOptions>()
            .Bind(configuration.GetSection(SandboxOptions.Section))
            .Validate(options => PaymentUrls.IsWeb(options.BaseAddress), $"{SandboxOptions.Section}:BaseAddress must be an absolute http(s) URL.")
            .Validate(options => !string.IsNullOrWhiteSpace(options.ApiKey), $"{SandboxOptions.Section}:ApiKey must be set.")
            .Validate(
                options => options.Timeout > TimeSpan.Zero && options.Timeout < Deadlines.GrainCall,
                $"{SandboxOptions.Section}:Timeout must be positive and shorter than a grain call, {Deadlines.GrainCall}.")
            .ValidateOnStart();
        services.AddOptions<PaymentWebhookOptions>()
            .Bind(configuration.GetSection(PaymentWebhookOptions.Section))
            .Validate(
                options => PaymentWebhookOptions.AreSecrets(options.Secrets),
                $"{PaymentWebhookOptions.Section}:Secrets must hold one secret, or two while they change.")
            .Validate(options => options.Tolerance > TimeSpan.Zero, $"{PaymentWebhookOptions.Section}:Tolerance must be positive.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddKeyedSingleton<IWebhookVerifier, SandboxWebhookVerifier>(SandboxPaymentProvider.Name);
        services.AddSandboxClient();
        return services;
    }

    // One client for the life of the silo: payments hold on to their provider longer than the factory would keep a handler.
    private static void AddSandboxClient(this IServiceCollection services)
    {
        services.AddHttpClient(SandboxPaymentProvider.Name)
            .ConfigureHttpClient((provider, http) =>
            {
                var options = provider.GetRequiredService<IOptions<SandboxOptions>>().Value;
                http.BaseAddress = new($"{options.BaseAddress!.AbsoluteUri.TrimEnd('/')}/sandbox-payments/v1/");
                http.Timeout = options.Timeout;
                http.DefaultRequestHeaders.Authorization = new("Bearer", options.ApiKey);
                http.MaxResponseContentBufferSize = 64 * 1024;
            })
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
            })
            // Each request names its operation, and the sandbox carries none out twice.
            .AddHttpMessageHandler(() => new SecondTry())
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddKeyedSingleton<IPaymentProvider>(SandboxPaymentProvider.Name, (provider, _) => new SandboxPaymentProvider(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(SandboxPaymentProvider.Name)));
    }
}
