namespace Marquee.Payments;

/// <summary>Payload of <c>payment-captured</c> on the payments topic: the provider has the customer's money.</summary>
/// <param name="Booking">What was paid for, or null where it went into the customer's wallet.</param>
public sealed record PaymentCaptured(string Id, string Customer, PaymentMethod Method, Money Amount, string? Booking)
{
    public const string Type = "payment-captured";
}

/// <summary>Payload of <c>payment-refunded</c>.</summary>
public sealed record PaymentRefunded(string Id, string Refund, string Customer, PaymentMethod Method, Money Amount, string? Booking)
{
    public const string Type = "payment-refunded";
}
