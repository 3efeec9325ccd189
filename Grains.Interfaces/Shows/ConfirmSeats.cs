using System.Collections.Immutable;

namespace Marquee.Shows;

/// <summary>Sells the seats to the booking. Carries them, so that a hold that is gone can be made good where they are still free.</summary>
[GenerateSerializer, Immutable, Alias("marquee.confirm-seats")]
public sealed record ConfirmSeats(
    [property: Id(0)] BookingId Booking,
    [property: Id(1)] UserId Customer,
    [property: Id(2)] ImmutableArray<string> Seats);

public enum ConfirmOutcome
{
    Sold = 0,

    /// <summary>Somebody else has at least one of the seats: the money must go back.</summary>
    Gone = 1,

    /// <summary>The show is closed: the money must go back.</summary>
    NotOnSale = 2,
}

public enum PayingOutcome
{
    Paying = 0,
    HoldExpired = 1,

    /// <summary>The seats are being paid for by another payment, named in the result.</summary>
    OtherPayment = 2,

    /// <summary>The show is closed.</summary>
    NotOnSale = 3,

    /// <summary>The seats are sold for this payment, whose money is taken next.</summary>
    Sold = 4,
}

/// <param name="Payment">The payment that has the seats now.</param>
[GenerateSerializer, Immutable, Alias("marquee.paying-result")]
public sealed record PayingResult(
    [property: Id(0)] PayingOutcome Outcome,
    [property: Id(1)] PaymentId Payment);

public enum ResumeOutcome
{
    Held = 0,
    Gone = 1,

    /// <summary>Another payment has the seats now.</summary>
    OtherPayment = 2,
}

/// <param name="Until">When the hold ends, or has ended.</param>
[GenerateSerializer, Immutable, Alias("marquee.resume-result")]
public sealed record ResumeResult(
    [property: Id(0)] ResumeOutcome Outcome,
    [property: Id(1)] DateTimeOffset Until);
