namespace Marquee.Payments;

/// <summary>Payload of <c>payment-captured</c> on the payments topic: the provider has the customer's money.</summary>
/// <param name="Booking">What was paid for, or null where it went into the customer's wallet.</param>
/// <param name="Provider">Who took it; null where a wallet paid, and for payments of the time when there was the sandbox alone.</param>
public sealed record PaymentCaptured(
    string Id, string Customer, PaymentMethod Method, Money Amount, string? Booking, string? Provider = null, DateTimeOffset? StartedAt = null)
{
    public const string Type = "payment-captured";
}

/// <summary>
/// A payment on its way: <c>payment-started</c>, <c>payment-requires-action</c>, <c>payment-authorized</c>, <c>payment-failed</c>, and
/// <c>payment-unanswered</c> where the provider gave no definite answer. One from a wallet is over at once and has no start of its own.
/// </summary>
/// <param name="Customer">Null, like all that is not known, where it was given up before it was started.</param>
/// <param name="NextAction">What the customer is to do.</param>
/// <param name="Unanswered">How often there was no definite answer so far.</param>
/// <param name="Heard">True where it is what the provider said.</param>
public sealed record PaymentChanged(
    string Id,
    string? Customer,
    PaymentMethod? Method,
    Money? Amount,
    string? Booking,
    string? Provider,
    DateTimeOffset StartedAt,
    string? NextAction = null,
    PaymentFailure? Failure = null,
    int Unanswered = 0,
    bool Heard = false)
{
    public const string Started = "payment-started";
    public const string RequiresAction = "payment-requires-action";
    public const string Authorized = "payment-authorized";
    public const string Failed = "payment-failed";
    public const string NotAnswered = "payment-unanswered";
}

/// <summary>Payload of <c>payment-refunded</c>: the money has gone back.</summary>
/// <param name="To">Where it went.</param>
/// <param name="ByHand">True where an admin paid it past the provider.</param>
public sealed record PaymentRefunded(
    string Id, string Refund, string Customer, PaymentMethod Method, Money Amount, string? Booking, RefundTo To = RefundTo.Source, bool ByHand = false,
    string? Provider = null)
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
    string? SettledBy,
    string? Provider = null)
{
    public const string Type = "refund-changed";
}

/// <summary>Payload of <c>refund-tried</c>: the money was asked to go back once more, and did not.</summary>
/// <param name="Answered">False where no definite answer came.</param>
public sealed record RefundTried(
    string Id, string Payment, string? Booking, string Customer, Money Amount, string? Provider, int Tries, DateTimeOffset NextTryAt, bool Answered)
{
    public const string Type = "refund-tried";
}
