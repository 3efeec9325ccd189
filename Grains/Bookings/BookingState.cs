using System.Collections.Immutable;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Storage;

namespace Marquee.Bookings;

/// <summary>One booking on disk. Its changes are in <see cref="Domain.BookingSteps"/>.</summary>
[GenerateSerializer, Immutable, Alias("marquee.booking-state")]
internal sealed record BookingState : AggregateState
{
    [Id(0)] public UserId Customer { get; init; }

    [Id(1)] public ShowId Show { get; init; }

    [Id(2)] public Fingerprint Fingerprint { get; init; }

    [Id(3)] public BookingStatus Status { get; init; }

    [Id(4)] public ImmutableArray<HeldSeat> Seats { get; init; }

    [Id(5)] public BookingPrice? Price { get; init; }

    /// <summary>When the hold was to end as it was made; it never moves.</summary>
    [Id(6)] public DateTimeOffset HoldExpiresAt { get; init; }

    [Id(7)] public DateTimeOffset CreatedAt { get; init; }

    [Id(8)] public int Version { get; init; }

    /// <summary>The payment under way, or the one that paid. Null while none is known to the booking.</summary>
    [Id(9)] public PaymentId? Payment { get; init; }

    /// <summary>Money that goes back because the seats could not be had.</summary>
    [Id(10)] public RefundView? Refund { get; init; }
}
