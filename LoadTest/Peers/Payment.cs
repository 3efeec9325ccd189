namespace Marquee.LoadTest.Peers;

internal enum PaymentOutcome
{
    Captured,
    Declined,

    /// <summary>There is no such booking, or it is paid or over.</summary>
    NotPayable,
}

internal sealed record Payment(PaymentOutcome Outcome, int Show, int[] Places, long Amount)
{
    public Payment(PaymentOutcome outcome) : this(outcome, 0, [], 0) { }
}
