using Marquee.Payments;
using Marquee.Silo.Payments.Razorpay;
using Marquee.Silo.Payments.Stripe;

namespace Marquee.Silo.Payments;

/// <summary>Gives a silo its payment providers.</summary>
public static class PaymentsRegistration
{
    /// <summary>
    /// Adds the providers that take payments now, and those whose keys are still configured because earlier payments are theirs. Keys that
    /// are missing or wrong fail at the start.
    /// </summary>
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PaymentOptions>().Bind(configuration.GetSection(PaymentOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IPaymentProviders, PaymentProviders>();
        var chosen = configuration.GetSection(PaymentOptions.Section).Get<PaymentOptions>() ?? new PaymentOptions();
        if (chosen.Uses(SandboxPaymentProvider.Name) || Has(SandboxOptions.Section, nameof(SandboxOptions.BaseAddress))) services.AddSandboxPayments(configuration);
        if (chosen.Uses(StripePaymentProvider.Name) || Has(StripeOptions.Section, nameof(StripeOptions.ApiKey))) services.AddStripePayments(configuration);
        if (chosen.Uses(RazorpayPaymentProvider.Name) || Has(RazorpayOptions.Section, nameof(RazorpayOptions.KeyId))) services.AddRazorpayPayments(configuration);
        return services;

        bool Has(string section, string key) => !string.IsNullOrEmpty(configuration[$"{section}:{key}"]);
    }
}
