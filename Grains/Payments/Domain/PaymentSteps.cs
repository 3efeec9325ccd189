namespace Marquee.Payments.Domain;

/// <summary>
/// The legal changes of a payment: processing, then perhaps requires-action, then succeeded or failed for good; after that only refunds,
/// whose sum, pending ones included, never exceeds what was taken.
/// </summary>
internal static partial class PaymentSteps
{
    /// <summary>What the state becomes on the provider's word. A word that would take it backward is ignored.</summary>
    public static PaymentState Hear(PaymentState state, ProviderPayment word, DateTimeOffset now)
    {
        if (HasEnded(state) || word.Status == PaymentStatus.Processing) return state;
        var ended = word.Status is PaymentStatus.Succeeded or PaymentStatus.Failed;
        return state with { Status = word.Status, NextAction = word.NextAction, Failure = word.Failure, EndedAt = ended ? now : null };
    }

    public static bool HasEnded(PaymentState state) => state.Status is PaymentStatus.Succeeded or PaymentStatus.Failed;
}
