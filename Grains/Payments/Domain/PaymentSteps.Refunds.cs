using System.Collections.Immutable;

namespace Marquee.Payments.Domain;

/// <summary>
/// The legal changes of a refund: pending until it has succeeded, or until it was tried too often and is stuck; a stuck one goes back to
/// pending or is settled by hand. Money that is pending or stuck is owed, and never counts as gone back.
/// </summary>
internal static partial class PaymentSteps
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    public static long Refunded(PaymentState state) => SumOf(state, RefundStatus.Succeeded, RefundStatus.SettledByHand);

    public static long Refunding(PaymentState state) => SumOf(state, RefundStatus.Pending, RefundStatus.Stuck);

    /// <summary>Adds a pending refund, or answers null where it must be refused.</summary>
    public static PaymentState? AskRefund(PaymentState state, RefundPayment command, DateTimeOffset now)
    {
        if (state.Status != PaymentStatus.Succeeded || command.Amount <= 0) return null;
        // Subtracting, because adding could overflow and let a refund through.
        if (command.Amount > state.Amount.Amount - Refunded(state) - Refunding(state)) return null;
        var refund = new PaymentRefundState(command.Refund, command.Amount, command.Reason, RefundStatus.Pending, now, 0, now, command.To, Version: 1);
        return state with { Refunds = [.. RefundsOf(state), refund] };
    }

    /// <summary>
    /// What a refund becomes after it was asked for once more. A refusal leaves it pending, because it is owed until it is paid; after the
    /// last try it is stuck.
    /// </summary>
    public static PaymentState Tried(PaymentState state, RefundId id, bool succeeded, DateTimeOffset now, int mostTries) => Change(state, id, refund =>
    {
        var tried = refund with { Tries = refund.Tries + 1 };
        if (succeeded) return tried with { Status = RefundStatus.Succeeded };
        return tried.Tries < mostTries ? tried with { NextTryAt = now + PauseAfter(tried.Tries) } : tried with { Status = RefundStatus.Stuck };
    });

    /// <summary>Puts a stuck refund back, to be tried as if it were new.</summary>
    public static PaymentState Retry(PaymentState state, RefundId id, DateTimeOffset now) =>
        Change(state, id, refund => Stuck(refund) with { Status = RefundStatus.Pending, Tries = 0, NextTryAt = now });

    /// <summary>Ends a stuck refund that somebody has paid in another way.</summary>
    public static PaymentState Settle(PaymentState state, RefundId id, string note, UserId by) =>
        Change(state, id, refund => Stuck(refund) with { Status = RefundStatus.SettledByHand, Note = note, SettledBy = by });

    public static PaymentRefundState? Find(PaymentState state, RefundId id) => RefundsOf(state).FirstOrDefault(refund => refund.Id == id);

    /// <summary>Refunds whose next try has come.</summary>
    public static ImmutableArray<PaymentRefundState> Due(PaymentState state, DateTimeOffset now) =>
        [.. RefundsOf(state).Where(refund => refund.Status == RefundStatus.Pending && refund.NextTryAt <= now)];

    public static ImmutableArray<PaymentRefundState> RefundsOf(PaymentState state) => state.Refunds.IsDefault ? [] : state.Refunds;

    private static PaymentState Change(PaymentState state, RefundId id, Func<PaymentRefundState, PaymentRefundState> change) => state with
    {
        Refunds = [.. RefundsOf(state).Select(refund => refund.Id == id ? Counted(refund, change(refund)) : refund)],
    };

    private static PaymentRefundState Counted(PaymentRefundState old, PaymentRefundState next) =>
        next.Status == old.Status ? next : next with { Version = old.Version + 1 };

    private static PaymentRefundState Stuck(PaymentRefundState refund) => refund.Status == RefundStatus.Stuck ? refund
        : throw new InvalidOperationException($"{refund.Id} is {refund.Status} and not stuck.");

    private static long SumOf(PaymentState state, RefundStatus one, RefundStatus other) =>
        RefundsOf(state).Where(refund => refund.Status == one || refund.Status == other).Sum(refund => refund.Amount);

    private static TimeSpan PauseAfter(int tries) =>
        TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(tries - 1, 20)));
}
