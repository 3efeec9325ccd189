using System.Collections.Immutable;
using Marquee.Bookings;
using Marquee.Storage;

namespace Marquee.Shows;

/// <summary>The cancellation of one show on disk. Its changes are in <see cref="Domain.CancellationSteps"/>.</summary>
[GenerateSerializer, Immutable, Alias("marquee.show-cancellation-state")]
internal sealed record ShowCancellationState : AggregateState
{
    [Id(0)] public string Reason { get; init; } = "";

    [Id(1)] public UserId By { get; init; }

    [Id(2)] public DateTimeOffset StartedAt { get; init; }

    [Id(3)] public DateTimeOffset? FinishedAt { get; init; }

    [Id(4)] public bool Paused { get; init; }

    /// <summary>True once the show is known to be closed; then <see cref="Bookings"/> is all there is.</summary>
    [Id(5)] public bool ShowClosed { get; init; }

    /// <summary>True once other shows may have the screen.</summary>
    [Id(6)] public bool ScreenFree { get; init; }

    [Id(7)] public string Currency { get; init; } = "";

    [Id(8)] public ImmutableArray<CanceledBookingState> Bookings { get; init; }
}

/// <param name="Payment">The payment that its seats waited for as the show was closed.</param>
/// <param name="Amount">What goes or went back, in minor units.</param>
[GenerateSerializer, Immutable, Alias("marquee.canceled-booking-state")]
internal sealed record CanceledBookingState(
    [property: Id(0)] BookingId Booking,
    [property: Id(1)] PaymentId? Payment,
    [property: Id(2)] ShowCanceledProgress Progress,
    [property: Id(3)] long Amount);
