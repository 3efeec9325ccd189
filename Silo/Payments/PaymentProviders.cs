using Marquee.Payments;
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
}
