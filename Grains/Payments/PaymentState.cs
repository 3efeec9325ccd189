using System.Collections.Immutable;
using Marquee.Storage;

namespace Marquee.Payments;

/// <summary>One attempt to take money, as it is on disk. Its changes are in <see cref="Domain.PaymentSteps"/>.</summary>
[GenerateSerializer, Immutable, Alias("marquee.payment-state")]
internal sealed record PaymentState : AggregateState
{
    [Id(0)] public PaymentPurpose? Purpose { get; init; }

    [Id(1)] public UserId Customer { get; init; }

    [Id(2)] public Money Amount { get; init; }

    [Id(3)] public PaymentInstrument? Instrument { get; init; }

    [Id(4)] public Fingerprint Fingerprint { get; init; }

    [Id(5)] public PaymentStatus Status { get; init; }

    [Id(6)] public NextAction? NextAction { get; init; }

    [Id(7)] public PaymentFailure? Failure { get; init; }

    [Id(8)] public DateTimeOffset StartedAt { get; init; }

    [Id(9)] public DateTimeOffset? EndedAt { get; init; }

    [Id(10)] public ImmutableArray<PaymentRefundState> Refunds { get; init; }

    /// <summary>Name of the provider that was asked. Null for wallets, and for payments of the time when there was the sandbox alone.</summary>
    [Id(11)] public string? Provider { get; init; }

    /// <summary>The provider's own name for the operation, where it gave one before the charge.</summary>
    [Id(12)] public string? Reference { get; init; }

    /// <summary>When the money was set aside, where it was not taken at once.</summary>
    [Id(13)] public DateTimeOffset? AuthorizedAt { get; init; }

    /// <summary>How often the provider gave no definite answer.</summary>
    [Id(14)] public int Unanswered { get; init; }
}

/// <param name="Amount">Minor units of the payment's currency.</param>
/// <param name="Tries">How often the provider was asked, since it was last put back by an admin.</param>
/// <param name="Version">Rises whenever the status changes.</param>
/// <param name="Note">What the admin wrote who settled it by hand.</param>
[GenerateSerializer, Immutable, Alias("marquee.payment-refund-state")]
internal sealed record PaymentRefundState(
    [property: Id(0)] RefundId Id,
    [property: Id(1)] long Amount,
    [property: Id(2)] string Reason,
    [property: Id(3)] RefundStatus Status,
    [property: Id(4)] DateTimeOffset RequestedAt,
    [property: Id(5)] int Tries,
    [property: Id(6)] DateTimeOffset NextTryAt,
    [property: Id(7)] RefundTo To = RefundTo.Source,
    [property: Id(8)] int Version = 0,
    [property: Id(9)] string? Note = null,
    [property: Id(10)] UserId? SettledBy = null);
