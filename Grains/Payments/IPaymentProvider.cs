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
    ProviderAbilities Abilities { get; }

    /// <summary>
    /// Makes the operation known where the provider gives it a name of its own, and answers with that name. No money moves, whatever
    /// becomes of the answer. Only for providers that <see cref="ProviderAbilities.Announces"/>.
    /// </summary>
    Task<string> AnnounceAsync(ProviderCharge charge, CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>Takes the amount, or sets it aside where the provider <see cref="ProviderAbilities.CapturesApart"/>.</summary>
    Task<ProviderPayment> ChargeAsync(ProviderCharge charge, CancellationToken cancellation);

    /// <summary>What became of the operation, or null where the provider has never heard of it.</summary>
    Task<ProviderPayment?> LookUpAsync(ProviderOperation operation, CancellationToken cancellation);

    /// <summary>Takes what was set aside. Only for providers that <see cref="ProviderAbilities.CapturesApart"/>.</summary>
    Task<ProviderPayment> CaptureAsync(ProviderOperation operation, CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>
    /// Ends an operation that is not captured yet, lets go of what was set aside, and bars one the provider has never heard of. A captured
    /// one stays captured: the answer says so.
    /// </summary>
    Task<ProviderPayment> CancelAsync(ProviderOperation operation, CancellationToken cancellation);

    /// <summary>Gives back part or all of a captured operation.</summary>
    Task<RefundStatus> RefundAsync(ProviderRefund refund, CancellationToken cancellation);

    /// <summary>
    /// Every charge that was taken, or every refund that went back, of those that carry an id of ours; in any order, and one may come
    /// twice. Only for providers that <see cref="ProviderAbilities.Lists"/>.
    /// </summary>
    /// <param name="since">Leaves out older ones; null for all.</param>
    IAsyncEnumerable<ProviderEntry> ListAsync(ProviderEntryKind kind, DateTimeOffset? since, CancellationToken cancellation) => throw new NotSupportedException();
}

/// <summary>What a provider can do, which differs.</summary>
/// <param name="Methods">What it takes payments by.</param>
/// <param name="UpiFlows">Which ways of UPI, where it takes that.</param>
/// <param name="Announces">True where an operation is made known before it is charged; see <see cref="IPaymentProvider.AnnounceAsync"/>.</param>
/// <param name="CapturesApart">True where money is first set aside and then captured; false where it is collected at once.</param>
/// <param name="Lists">True where it can tell all its operations; see <see cref="IPaymentProvider.ListAsync"/>.</param>
public sealed record ProviderAbilities(
    IReadOnlyCollection<PaymentMethod> Methods,
    IReadOnlyCollection<UpiFlow> UpiFlows,
    bool Announces = false,
    bool CapturesApart = false,
    bool Lists = false);

/// <param name="Description">What the customer sees on the statement.</param>
public sealed record ProviderCharge(ProviderOperation Operation, PaymentInstrument Instrument, string Description);

/// <param name="Id">The payment's id: the idempotency key at the provider.</param>
/// <param name="Amount">What is to be paid.</param>
/// <param name="Reference">The provider's own name for it, where it gave one.</param>
public sealed record ProviderOperation(PaymentId Id, Money Amount, string? Reference = null);

/// <param name="Refund">The refund's own operation id.</param>
/// <param name="Operation">The payment that is refunded.</param>
public sealed record ProviderRefund(RefundId Refund, ProviderOperation Operation, Money Amount);

/// <param name="Operation">Our id of the payment or refund.</param>
/// <param name="Reference">The provider's own name for this entry, which no other has.</param>
/// <param name="At">When it was made, or last changed where the provider tells that.</param>
public sealed record ProviderEntry(string Operation, string Reference, Money Amount, DateTimeOffset At);

/// <summary>The provider's word on an operation.</summary>
public sealed record ProviderPayment(PaymentStatus Status, NextAction? NextAction = null, PaymentFailure? Failure = null);

/// <summary>No definite answer came from the provider: the request may have been carried out.</summary>
public sealed class PaymentProviderUnknownException : Exception
{
    public PaymentProviderUnknownException() { }

    public PaymentProviderUnknownException(string message) : base(message) { }

    public PaymentProviderUnknownException(string message, Exception inner) : base(message, inner) { }
}
