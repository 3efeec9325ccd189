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
/// <param name="Token">Of a card; null for other methods.</param>
/// <param name="Upi">Null for other methods than UPI.</param>
[GenerateSerializer, Immutable, Alias("marquee.payment-instrument")]
public sealed record PaymentInstrument(
    [property: Id(0)] PaymentMethod Method,
    [property: Id(1)] string? Token,
    [property: Id(2)] UpiInstrument? Upi = null);

/// <param name="Vpa">The customer's UPI address, <c>name@handle</c>. Always there for <see cref="UpiFlow.Collect"/>.</param>
[GenerateSerializer, Immutable, Alias("marquee.upi-instrument")]
public sealed record UpiInstrument([property: Id(0)] UpiFlow Flow, [property: Id(1)] string? Vpa);

/// <summary>How the request gets into the customer's UPI app. Numbers are stored: append only.</summary>
public enum UpiFlow : byte
{
    /// <summary>A link that opens the app on the same phone.</summary>
    Intent = 0,

    /// <summary>The same link as a QR code, for an app on another device.</summary>
    Qr = 1,

    /// <summary>A request that the provider sends to the customer's address.</summary>
    Collect = 2,
}

/// <summary>Numbers are stored: append only.</summary>
public enum PaymentMethod : byte
{
    Card = 0,
    Wallet = 1,
    Upi = 2,
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
