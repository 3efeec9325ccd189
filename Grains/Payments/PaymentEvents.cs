namespace Marquee.Payments;

/// <summary>Payload of <c>payment-captured</c> on the payments topic: the provider has the customer's money.</summary>
/// <param name="Booking">What was paid for, or null where it went into the customer's wallet.</param>
public sealed record PaymentCaptured(string Id, string Customer, PaymentMethod Method, Money Amount, string? Booking)
{
    public const string Type = "payment-captured";
}

/// <summary>Payload of <c>payment-refunded</c>: the money has gone back.</summary>
/// <param name="To">Where it went.</param>
/// <param name="ByHand">True where an admin paid it past the provider.</param>
public sealed record PaymentRefunded(
    string Id, string Refund, string Customer, PaymentMethod Method, Money Amount, string? Booking, RefundTo To = RefundTo.Source, bool ByHand = false)
{
    public const string Type = "payment-refunded";
}

/// <summary>Payload of <c>refund-changed</c>: a refund as it is after its status changed.</summary>
/// <param name="Version">Rises with each of these events of one refund.</param>
public sealed record RefundChanged(
    string Id,
    int Version,
    string Payment,
    string? Booking,
    string Customer,
    PaymentMethod Method,
    RefundTo To,
    Money Amount,
    RefundStatus Status,
    string Reason,
    int Tries,
    DateTimeOffset RequestedAt,
    DateTimeOffset ChangedAt,
    string? Note,
    string? SettledBy)
{
    public const string Type = "refund-changed";
}
