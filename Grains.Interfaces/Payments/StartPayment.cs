namespace Marquee.Payments;

/// <param name="Instrument">What the customer pays with.</param>
[GenerateSerializer, Immutable, Alias("marquee.start-payment")]
public sealed record StartPayment(
    [property: Id(0)] PaymentPurpose Purpose,
    [property: Id(1)] UserId Customer,
    [property: Id(2)] Money Amount,
    [property: Id(3)] PaymentInstrument Instrument,
    [property: Id(4)] Fingerprint Fingerprint);

/// <summary>What is paid for: a booking or, where that is null, the customer's wallet.</summary>
[GenerateSerializer, Immutable, Alias("marquee.payment-purpose")]
public sealed record PaymentPurpose([property: Id(0)] BookingId? Booking);

/// <summary>A method and what it needs. Card numbers never reach us: the token stands for one at the provider.</summary>
[GenerateSerializer, Immutable, Alias("marquee.payment-instrument")]
public sealed record PaymentInstrument(
    [property: Id(0)] PaymentMethod Method,
    [property: Id(1)] string? Token);

/// <summary>Numbers are stored: append only.</summary>
public enum PaymentMethod : byte
{
    Card = 0,
    Wallet = 1,
}

public enum StartPaymentOutcome
{
    Started = 0,
    Replayed = 1,
    KeyReused = 2,
}

[GenerateSerializer, Immutable, Alias("marquee.start-payment-result")]
public sealed record StartPaymentResult(
    [property: Id(0)] StartPaymentOutcome Outcome,
    [property: Id(1)] PaymentView Payment);
