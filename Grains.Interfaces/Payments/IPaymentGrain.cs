using Orleans.Concurrency;

namespace Marquee.Payments;

/// <summary>
/// Owns one attempt to take money. Keyed by payment id, which is the operation id at the provider and is on disk before the provider is
/// called. Its status only moves forward, and only on the provider's word.
/// </summary>
[Alias("marquee.payment")]
public interface IPaymentGrain : IGrainWithStringKey
{
    /// <summary>Takes the money, or says how far it got. A repeat answers with the payment as it is now.</summary>
    [Alias("start")] Task<StartPaymentResult> Start(StartPayment command);

    /// <summary>The payment, or null where there is none.</summary>
    [Alias("get"), AlwaysInterleave] Task<PaymentView?> Get();

    /// <summary>The payment as its customer sees it, or null where there is none or it is another customer's.</summary>
    [Alias("get-of"), AlwaysInterleave] Task<PaymentView?> GetOf(UserId customer);

    /// <summary>Asks the provider what became of the payment and answers with the result. Null where there is no such payment.</summary>
    [Alias("settle")] Task<PaymentView?> Settle();

    /// <summary>
    /// The provider let us know that something changed: settles, and asks about a payment that had failed too, because money that was taken
    /// after all is taken. Answers whom to tell, or null where there is nothing to tell yet. The caller tells, because an owner that waits
    /// for this payment cannot be told by it.
    /// </summary>
    [Alias("hear")] Task<PaymentOwner?> Hear();

    /// <summary>
    /// Ends a payment that nobody waits for any more. Money that was taken or set aside meanwhile stays so: the answer says it. A payment
    /// that was never started is barred from starting later.
    /// </summary>
    [Alias("abandon")] Task<PaymentView> Abandon();

    /// <summary>Takes the money that was set aside. Anything but an authorized payment stays as it is; the answer says what it is.</summary>
    [Alias("capture")] Task<PaymentView> Capture();

    /// <summary>Lets go of money that was set aside. What was taken stays taken: the answer says so.</summary>
    [Alias("void")] Task<PaymentView> Void();

    /// <summary>Gives money back. Repeating a refund id changes nothing. The sum refunded never exceeds what was captured.</summary>
    [Alias("refund")] Task<RefundView> Refund(RefundPayment command);

    /// <summary>Tries a stuck refund anew, under its own id, as often as a new one would be.</summary>
    [Alias("retry-refund")] Task<StuckRefundResult> RetryRefund(RefundId refund);

    /// <summary>Ends a stuck refund that was paid in another way. A repeat changes nothing.</summary>
    /// <param name="note">How it was paid.</param>
    [Alias("settle-refund")] Task<StuckRefundResult> SettleRefund(RefundId refund, string note, UserId by);
}
