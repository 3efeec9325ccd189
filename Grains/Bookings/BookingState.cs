using System.Collections.Immutable;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Storage;
using Marquee.Tickets;

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

    /// <summary>Money of a paid booking that goes back, oldest first, with the seats that were given back for it.</summary>
    [Id(11)] public ImmutableArray<BookingRefundState> Refunds { get; init; }

    /// <summary>When the show was to start as it was booked. Null in rows of a release in which shows never moved.</summary>
    [Id(12)] public DateTimeOffset? BookedFor { get; init; }

    [Id(13)] public BookingFailure Failure { get; init; }

    /// <summary>Scans of the ticket that let guests in, oldest first, and those of devices that let guests in who should not have been.</summary>
    [Id(14)] public ImmutableArray<CheckInState> CheckIns { get; init; }
}

/// <param name="Amount">Minor units of the booking's currency; 0 where seats were given back for nothing.</param>
/// <param name="Seats">Labels; none where the seats stay.</param>
[GenerateSerializer, Immutable, Alias("marquee.booking-refund-state")]
internal sealed record BookingRefundState(
    [property: Id(0)] RefundId Id,
    [property: Id(1)] long Amount,
    [property: Id(2)] RefundStatus Status,
    [property: Id(3)] ImmutableArray<string> Seats,
    [property: Id(4)] RefundCause Cause,
    [property: Id(5)] string Reason,
    [property: Id(6)] RefundTo To,
    [property: Id(7)] DateTimeOffset RequestedAt,
    [property: Id(8)] Fingerprint Fingerprint);

/// <param name="Seats">Labels of those who came in; where they should not have been let in, what stood in the way.</param>
/// <param name="At">When they came in.</param>
/// <param name="RecordedAt">When it was saved.</param>
/// <param name="Outcome">Why they should not have been let in, or that they were.</param>
[GenerateSerializer, Immutable, Alias("marquee.check-in-state")]
internal sealed record CheckInState(
    [property: Id(0)] CheckInId Id,
    [property: Id(1)] ImmutableArray<string> Seats,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] DateTimeOffset RecordedAt,
    [property: Id(4)] UserId By,
    [property: Id(5)] string? Door,
    [property: Id(6)] CheckInOutcome Outcome,
    [property: Id(7)] Fingerprint Fingerprint);
