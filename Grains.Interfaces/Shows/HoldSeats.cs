using System.Collections.Immutable;
using Marquee.Theaters;

namespace Marquee.Shows;

/// <summary>Asks for the named seats, or for the best that are free.</summary>
[GenerateSerializer, Immutable, Alias("marquee.hold-seats")]
public sealed record HoldSeats(
    [property: Id(0)] BookingId Booking,
    [property: Id(1)] UserId Customer,
    [property: Id(2)] ImmutableArray<string> Seats,
    [property: Id(3)] BestAvailable? Best);

/// <summary>The best seats together; apart only where <paramref name="AllowSplit"/> says so.</summary>
[GenerateSerializer, Immutable, Alias("marquee.best-available")]
public sealed record BestAvailable(
    [property: Id(0)] int Quantity,
    [property: Id(1)] SeatCategory? Category,
    [property: Id(2)] bool AllowSplit);

/// <summary>What became of a request for seats. Everything but <see cref="Held"/> left the map as it was.</summary>
public enum HoldOutcome
{
    Held = 0,
    SeatsUnavailable = 1,
    SeatUnknown = 2,
    TooManySeats = 3,
    SingleSeatGap = 4,
    CompanionAlone = 5,
    NotOnSale = 6,
    ShowNotFound = 7,

    /// <summary>Too many wait for this show already.</summary>
    Overloaded = 8,
}

/// <param name="Refused">The seats that stood in the way, where the outcome names any.</param>
/// <param name="Show">The show as it is, so that the caller need not ask again. Null where there is none.</param>
[GenerateSerializer, Immutable, Alias("marquee.hold-result")]
public sealed record HoldResult(
    [property: Id(0)] HoldOutcome Outcome,
    [property: Id(1)] ImmutableArray<HeldSeat> Seats,
    [property: Id(2)] DateTimeOffset Until,
    [property: Id(3)] ImmutableArray<string> Refused,
    [property: Id(4)] ShowView? Show);

/// <summary>A seat and what its ticket costs, in the minor unit of the show's currency.</summary>
[GenerateSerializer, Immutable, Alias("marquee.held-seat")]
public sealed record HeldSeat(
    [property: Id(0)] string Label,
    [property: Id(1)] SeatCategory Category,
    [property: Id(2)] long Price);
