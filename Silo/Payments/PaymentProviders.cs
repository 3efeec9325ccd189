using Marquee.Payments;
using Marquee.Silo.Payments.Razorpay;
using Marquee.Silo.Payments.Stripe;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Payments;

/// <summary>Finds the providers that are registered under their names.</summary>
internal sealed class PaymentProviders(IServiceProvider services, IOptions<PaymentOptions> options) : IPaymentProviders
{
    private readonly string _card = options.Value.Card.ToLowerInvariant();
    private readonly string _upi = options.Value.Upi.ToLowerInvariant();

    public string NameFor(PaymentMethod method) => method switch
    {
        PaymentMethod.Card => _card,
        PaymentMethod.Upi => _upi,
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "No provider takes this."),
    };

    public IPaymentProvider Named(string? name) =>
        services.GetKeyedService<IPaymentProvider>(name ?? SandboxPaymentProvider.Name)
        ?? throw new PaymentProviderUnknownException($"The payment provider '{name}' is not configured any more.");

    public IReadOnlyDictionary<string, IPaymentProvider> All { get; } = ((string[])[SandboxPaymentProvider.Name, StripePaymentProvider.Name, RazorpayPaymentProvider.Name])
        .Select(name => (Name: name, Provider: services.GetKeyedService<IPaymentProvider>(name)))
        .Where(one => one.Provider is not null)
        .ToDictionary(one => one.Name, one => one.Provider!);
}
