using Marquee.Payments;

namespace Marquee.Bookings;

/// <summary>The house gives back part of what a booking cost; its seats stay.</summary>
/// <param name="Refund">Derived from the booking and the admin's idempotency key.</param>
/// <param name="Amount">In the booking's currency.</param>
[GenerateSerializer, Immutable, Alias("marquee.refund-booking")]
public sealed record RefundBooking(
    [property: Id(0)] RefundId Refund,
    [property: Id(1)] Money Amount,
    [property: Id(2)] string Reason,
    [property: Id(3)] Fingerprint Fingerprint);

public enum RefundBookingOutcome
{
    Asked = 0,
    Replayed = 1,
    KeyReused = 2,
    NotFound = 3,

    /// <summary>Nothing was taken for it, or all of that goes back by itself.</summary>
    NothingTaken = 4,

    /// <summary>More than is left of what was taken.</summary>
    TooMuch = 5,
    OtherCurrency = 6,
}

/// <param name="Left">What could still be given back.</param>
/// <param name="Version">Of the booking now; 0 where there is none.</param>
[GenerateSerializer, Immutable, Alias("marquee.refund-booking-result")]
public sealed record RefundBookingResult(
    [property: Id(0)] RefundBookingOutcome Outcome,
    [property: Id(1)] BookingRefund? Refund,
    [property: Id(2)] Money Left,
    [property: Id(3)] int Version = 0);
