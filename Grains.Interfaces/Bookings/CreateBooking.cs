using System.Collections.Immutable;
using Marquee.Shows;

namespace Marquee.Bookings;

/// <summary>Exactly one of <paramref name="Seats"/> and <paramref name="Best"/> is given.</summary>
[GenerateSerializer, Immutable, Alias("marquee.create-booking")]
public sealed record CreateBooking(
    [property: Id(0)] UserId Customer,
    [property: Id(1)] ShowId Show,
    [property: Id(2)] ImmutableArray<string> Seats,
    [property: Id(3)] BestAvailable? Best,
    [property: Id(4)] Fingerprint Fingerprint);

public enum CreateBookingOutcome
{
    Created = 0,

    /// <summary>This command was carried out before; the booking is as that answer showed it.</summary>
    Replayed = 1,
    KeyReused = 2,
    InProgress = 3,
    Refused = 4,
}

/// <param name="Refusal">Why the show refused, where the outcome is <see cref="CreateBookingOutcome.Refused"/>.</param>
/// <param name="Seats">The seats that stood in the way.</param>
[GenerateSerializer, Immutable, Alias("marquee.create-booking-result")]
public sealed record CreateBookingResult(
    [property: Id(0)] CreateBookingOutcome Outcome,
    [property: Id(1)] BookingView? Booking,
    [property: Id(2)] HoldOutcome Refusal,
    [property: Id(3)] ImmutableArray<string> Seats);
