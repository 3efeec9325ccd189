using System.Collections.Immutable;
using Marquee.Shows;

namespace Marquee.Tickets;

/// <summary>A booking as the door knows it: no names, no money.</summary>
/// <param name="Issue">The issue of its ticket that is good.</param>
/// <param name="CheckIns">Who was let in, oldest first.</param>
/// <param name="Conflicts">Guests who were let in by a device that could not ask, and should not have been.</param>
[GenerateSerializer, Immutable, Alias("marquee.door-entry")]
public sealed record DoorEntry(
    [property: Id(0)] BookingId Booking,
    [property: Id(1)] int Issue,
    [property: Id(2)] ImmutableArray<HeldSeat> Seats,
    [property: Id(3)] ImmutableArray<CheckInView> CheckIns,
    [property: Id(4)] ImmutableArray<CheckInConflict> Conflicts);

/// <param name="Why">What would have been answered.</param>
[GenerateSerializer, Immutable, Alias("marquee.check-in-conflict")]
public sealed record CheckInConflict(
    [property: Id(0)] CheckInView Scan,
    [property: Id(1)] CheckInOutcome Why);
