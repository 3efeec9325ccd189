namespace Marquee.Payments;

/// <summary>The providers of this silo, by name. A payment keeps the name of its own, so that a change of settings leaves it where it is.</summary>
public interface IPaymentProviders
{
    /// <summary>Who takes new payments by that method.</summary>
    string NameFor(PaymentMethod method);

    /// <param name="name">Null for a payment of the time when there was the sandbox alone.</param>
    /// <exception cref="PaymentProviderUnknownException">It is not configured any more, so nobody can tell what became of its payments.</exception>
    IPaymentProvider Named(string? name);

    /// <summary>Every provider that is configured, by name.</summary>
    IReadOnlyDictionary<string, IPaymentProvider> All { get; }
}
