using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>Runs the sandbox provider in this process.</summary>
public static class SandboxServiceRegistration
{
    /// <summary>
    /// Adds the service, which <see cref="SandboxEndpoints.MapSandboxProvider"/> exposes. The host registers an
    /// <see cref="Npgsql.NpgsqlDataSource"/> and may complete <see cref="SandboxServiceOptions"/> with what configuration lacks.
    /// </summary>
    public static IServiceCollection AddSandboxService(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SandboxServiceOptions>()
            .Bind(configuration.GetSection(SandboxServiceOptions.Section))
            .Validate(options => !string.IsNullOrWhiteSpace(options.ApiKey), $"{SandboxServiceOptions.Section}:ApiKey must be set.")
            .Validate(options => PaymentUrls.IsWeb(options.PublicUrl), $"{SandboxServiceOptions.Section}:PublicUrl must be an absolute http(s) URL.")
            .Validate(options => PaymentUrls.IsWeb(options.WebhookUrl), $"{SandboxServiceOptions.Section}:WebhookUrl must be an absolute http(s) URL.")
            .Validate(
                options => SandboxFields.IsPayee(options.PayeeVpa, options.PayeeName, options.MerchantCode),
                $"{SandboxServiceOptions.Section}:PayeeVpa must be an address such as marquee@sandbox, PayeeName have 1 to 99 characters, MerchantCode four digits.")
            .Validate(
                options => PaymentWebhookOptions.AreSecrets(options.WebhookSecrets),
                $"{SandboxServiceOptions.Section}:WebhookSecrets must hold one secret, or two while they change.")
            .Validate(
                options => options is { WebhookInterval.Ticks: > 0, WebhookTimeout.Ticks: > 0, WebhookRetry.Ticks: > 0, LateWebhook.Ticks: >= 0, Silence.Ticks: >= 0 },
                $"Durations in {SandboxServiceOptions.Section} must be positive.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<SandboxFaults>().Bind(configuration.GetSection(SandboxFaults.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<FaultSwitches>();
        services.AddSingleton<ChargeJournal>().AddSingleton<RefundJournal>().AddSingleton<WebhookJournal>().AddSingleton<MoneyJournal>();
        services.AddHostedService<WebhookSender>();
        services.AddHttpClient(WebhookSender.Client)
            .ConfigureHttpClient((provider, http) =>
                http.Timeout = provider.GetRequiredService<IOptions<SandboxServiceOptions>>().Value.WebhookTimeout)
            .UseSocketsHttpHandler((handler, _) => handler.AllowAutoRedirect = false)
            .RemoveAllLoggers();
        return services;
    }
}
