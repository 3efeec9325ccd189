namespace Marquee.Payments;

/// <param name="Amount">Minor units of the payment's currency.</param>
[GenerateSerializer, Immutable, Alias("marquee.refund-payment")]
public sealed record RefundPayment(
    [property: Id(0)] RefundId Refund,
    [property: Id(1)] long Amount,
    [property: Id(2)] string Reason);

[GenerateSerializer, Immutable, Alias("marquee.refund-view")]
public sealed record RefundView(
    [property: Id(0)] RefundId Id,
    [property: Id(1)] Money Amount,
    [property: Id(2)] RefundStatus Status);

/// <summary>Numbers are stored: append only.</summary>
public enum RefundStatus : byte
{
    Pending = 0,
    Succeeded = 1,

    /// <summary>Never asked for: the amount exceeds what is left of the payment.</summary>
    Refused = 2,
}
