using Marquee.Payments;

namespace Marquee.Bookings;

/// <summary>The payment's id is derived from the booking and the idempotency key.</summary>
[GenerateSerializer, Immutable, Alias("marquee.pay-booking")]
public sealed record PayBooking(
    [property: Id(0)] UserId Customer,
    [property: Id(1)] PaymentId Payment,
    [property: Id(2)] PaymentInstrument Instrument,
    [property: Id(3)] Fingerprint Fingerprint);

public enum PayBookingOutcome
{
    /// <summary>The payment was made; it may have succeeded, failed or still be under way.</summary>
    Answered = 0,
    Replayed = 1,
    KeyReused = 2,
    InProgress = 3,
    NotFound = 4,
    NotPayable = 5,
    HoldExpired = 6,
    NotOnSale = 7,
}

/// <param name="Show">Whose seats the booking has; none where it is not the customer's.</param>
/// <param name="Version">Of the booking now; 0 where it is not known.</param>
[GenerateSerializer, Immutable, Alias("marquee.pay-booking-result")]
public sealed record PayBookingResult(
    [property: Id(0)] PayBookingOutcome Outcome,
    [property: Id(1)] PaymentView? Payment,
    [property: Id(2)] ShowId Show = default,
    [property: Id(3)] int Version = 0);

public enum GiveUpOutcome
{
    GivenUp = 0,
    NotFound = 1,

    /// <summary>It is being paid or is paid; a paid one is canceled instead.</summary>
    NotPending = 2,
}
