namespace Marquee.Payments;

/// <summary>
/// Whoever takes the money. Every request names our operation id, which the provider keeps: the same operation again has no second
/// effect and answers with what became of the first.
/// </summary>
/// <exception cref="PaymentProviderUnknownException">
/// Thrown by every method when no definite answer came: the request may or may not have been carried out. Ask again with the same id.
/// </exception>
public interface IPaymentProvider
{
    /// <summary>Takes the amount.</summary>
    Task<ProviderPayment> ChargeAsync(ProviderCharge charge, CancellationToken cancellation);

    /// <summary>What became of the operation, or null where the provider has never heard of it.</summary>
    Task<ProviderPayment?> LookUpAsync(PaymentId operation, CancellationToken cancellation);

    /// <summary>
    /// Ends an operation that is not captured yet, and bars one the provider has never heard of. A captured one stays captured: the
    /// answer says so.
    /// </summary>
    Task<ProviderPayment> CancelAsync(PaymentId operation, CancellationToken cancellation);

    /// <summary>Gives back part or all of a captured operation.</summary>
    Task<RefundStatus> RefundAsync(ProviderRefund refund, CancellationToken cancellation);
}

/// <param name="Operation">The payment's id: the idempotency key at the provider.</param>
/// <param name="Token">Stands for the customer's card at the provider.</param>
/// <param name="Description">What the customer sees on the statement.</param>
public sealed record ProviderCharge(PaymentId Operation, PaymentMethod Method, string Token, Money Amount, string Description);

/// <param name="Refund">The refund's own operation id.</param>
/// <param name="Operation">The payment that is refunded.</param>
public sealed record ProviderRefund(RefundId Refund, PaymentId Operation, Money Amount);

/// <summary>The provider's word on an operation.</summary>
public sealed record ProviderPayment(PaymentStatus Status, NextAction? NextAction = null, PaymentFailure? Failure = null);

/// <summary>No definite answer came from the provider: the request may have been carried out.</summary>
public sealed class PaymentProviderUnknownException : Exception
{
    public PaymentProviderUnknownException() { }

    public PaymentProviderUnknownException(string message) : base(message) { }

    public PaymentProviderUnknownException(string message, Exception inner) : base(message, inner) { }
}
