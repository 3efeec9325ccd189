using System.Collections.Immutable;

namespace Marquee.Payments.Domain;

/// <summary>
/// The legal changes of a payment: processing, then perhaps requires-action, then succeeded or failed for good; after that only refunds,
/// whose sum, pending ones included, never exceeds what was taken.
/// </summary>
internal static class PaymentSteps
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>What the state becomes on the provider's word. A word that would take it backward is ignored.</summary>
    public static PaymentState Hear(PaymentState state, ProviderPayment word, DateTimeOffset now)
    {
        if (HasEnded(state) || word.Status == PaymentStatus.Processing) return state;
        var ended = word.Status is PaymentStatus.Succeeded or PaymentStatus.Failed;
        return state with { Status = word.Status, NextAction = word.NextAction, Failure = word.Failure, EndedAt = ended ? now : null };
    }

    public static bool HasEnded(PaymentState state) => state.Status is PaymentStatus.Succeeded or PaymentStatus.Failed;

    public static long Refunded(PaymentState state) => SumOf(state, RefundStatus.Succeeded);

    public static long Refunding(PaymentState state) => SumOf(state, RefundStatus.Pending);

    /// <summary>Adds a pending refund, or answers null where it must be refused.</summary>
    public static PaymentState? AskRefund(PaymentState state, RefundPayment command, DateTimeOffset now)
    {
        if (state.Status != PaymentStatus.Succeeded || command.Amount <= 0) return null;
        // Subtracting, because adding could overflow and let a refund through.
        if (command.Amount > state.Amount.Amount - Refunded(state) - Refunding(state)) return null;
        var refund = new PaymentRefundState(command.Refund, command.Amount, command.Reason, RefundStatus.Pending, now, 0, now);
        return state with { Refunds = [.. RefundsOf(state), refund] };
    }

    /// <summary>What a refund becomes after the provider was asked once more. A refusal leaves it pending: it is owed until it is paid.</summary>
    public static PaymentState Tried(PaymentState state, RefundId id, bool succeeded, DateTimeOffset now) => state with
    {
        Refunds = [.. RefundsOf(state).Select(refund => refund.Id != id ? refund : succeeded
            ? refund with { Status = RefundStatus.Succeeded, Tries = refund.Tries + 1 }
            : refund with { Tries = refund.Tries + 1, NextTryAt = now + PauseAfter(refund.Tries + 1) })],
    };

    public static PaymentRefundState? Find(PaymentState state, RefundId id) => RefundsOf(state).FirstOrDefault(refund => refund.Id == id);

    public static ImmutableArray<PaymentRefundState> RefundsOf(PaymentState state) => state.Refunds.IsDefault ? [] : state.Refunds;

    private static long SumOf(PaymentState state, RefundStatus status) =>
        RefundsOf(state).Where(refund => refund.Status == status).Sum(refund => refund.Amount);

    private static TimeSpan PauseAfter(int tries) =>
        TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(tries - 1, 20)));
}
