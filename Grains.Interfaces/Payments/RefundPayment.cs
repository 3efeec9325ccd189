namespace Marquee.Payments;

/// <param name="Amount">Minor units of the payment's currency.</param>
[GenerateSerializer, Immutable, Alias("marquee.refund-payment")]
public sealed record RefundPayment(
    [property: Id(0)] RefundId Refund,
    [property: Id(1)] long Amount,
    [property: Id(2)] string Reason,
    [property: Id(3)] RefundTo To = RefundTo.Source);

/// <summary>Where money goes back to. Numbers are stored: append only.</summary>
public enum RefundTo : byte
{
    /// <summary>Whence it came: the card, or the wallet where that paid.</summary>
    Source = 0,

    /// <summary>The customer's wallet, whatever paid.</summary>
    Wallet = 1,
}

[GenerateSerializer, Immutable, Alias("marquee.refund-view")]
public sealed record RefundView(
    [property: Id(0)] RefundId Id,
    [property: Id(1)] Money Amount,
    [property: Id(2)] RefundStatus Status)
{
    /// <summary>True once nobody owes the money any more.</summary>
    public bool Settled => Status is not (RefundStatus.Pending or RefundStatus.Stuck);
}

/// <summary>Numbers are stored: append only.</summary>
public enum RefundStatus : byte
{
    Pending = 0,
    Succeeded = 1,

    /// <summary>Never asked for: the amount exceeds what is left of the payment.</summary>
    Refused = 2,

    /// <summary>Owed as a pending one is, but tried so often that it waits for an admin.</summary>
    Stuck = 3,

    /// <summary>An admin has paid it in another way and says so.</summary>
    SettledByHand = 4,
}

/// <summary>What became of an admin's word on a refund that is stuck.</summary>
public enum StuckRefundOutcome
{
    Done = 0,
    NotFound = 1,

    /// <summary>It is not stuck: it is still being tried, or the money has gone back.</summary>
    NotStuck = 2,
}

/// <param name="Refund">As it is afterwards; null where there is none.</param>
[GenerateSerializer, Immutable, Alias("marquee.stuck-refund-result")]
public sealed record StuckRefundResult(
    [property: Id(0)] StuckRefundOutcome Outcome,
    [property: Id(1)] RefundView? Refund);
