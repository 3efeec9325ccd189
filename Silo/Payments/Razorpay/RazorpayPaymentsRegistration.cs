using System.Text;
using Marquee.Payments;
using Marquee.Silo.Hosting;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Payments.Razorpay;

/// <summary>Makes Razorpay a payment provider of this silo.</summary>
internal static class RazorpayPaymentsRegistration
{
    public static IServiceCollection AddRazorpayPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RazorpayOptions>()
            .Bind(configuration.GetSection(RazorpayOptions.Section))
            .Validate(options => options.KeyId.StartsWith("rzp_", StringComparison.Ordinal), $"{RazorpayOptions.Section}:KeyId must be a key id of Razorpay, rzp_live_... or rzp_test_....")
            .Validate(options => !string.IsNullOrWhiteSpace(options.KeySecret), $"{RazorpayOptions.Section}:KeySecret must be set.")
            .Validate(
                options => PaymentWebhookOptions.AreSecrets(options.WebhookSecrets),
                $"{RazorpayOptions.Section}:WebhookSecrets must hold one secret, or two while they change.")
            .Validate(options => options.Email.Contains('@', StringComparison.Ordinal), $"{RazorpayOptions.Section}:Email must be an e-mail address of the shop.")
            .Validate(options => options.Contact.Count(char.IsAsciiDigit) >= 8, $"{RazorpayOptions.Section}:Contact must be a phone number of the shop.")
            .Validate(options => PaymentUrls.IsWeb(options.BaseAddress), $"{RazorpayOptions.Section}:BaseAddress must be an absolute http(s) URL.")
            .Validate(
                options => options.Timeout > TimeSpan.Zero && options.Timeout < Deadlines.GrainCall,
                $"{RazorpayOptions.Section}:Timeout must be positive and shorter than a grain call, {Deadlines.GrainCall}.")
            .ValidateOnStart();
        services.AddKeyedSingleton<IWebhookVerifier, RazorpayWebhookVerifier>(RazorpayPaymentProvider.Name);
        services.AddKeyedSingleton<IPaymentProvider>(RazorpayPaymentProvider.Name, (provider, _) => new RazorpayPaymentProvider(
            new RazorpayClient(provider.GetRequiredService<IHttpClientFactory>().CreateClient(RazorpayPaymentProvider.Name)),
            provider.GetRequiredService<IOptions<RazorpayOptions>>()));
        services.AddHttpClient(RazorpayPaymentProvider.Name)
            .ConfigureHttpClient((provider, http) =>
            {
                var options = provider.GetRequiredService<IOptions<RazorpayOptions>>().Value;
                http.BaseAddress = new($"{options.BaseAddress.AbsoluteUri.TrimEnd('/')}/v1/");
                http.Timeout = options.Timeout;
                http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.KeyId}:{options.KeySecret}")));
                http.MaxResponseContentBufferSize = 256 * 1024;
            })
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
            })
            // Orders and payments have no idempotency key: only what is read is asked for twice.
            .AddHttpMessageHandler(() => new SecondTry { OnlyReads = true })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services;
    }
}
