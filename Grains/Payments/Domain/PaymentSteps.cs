namespace Marquee.Payments.Domain;

/// <summary>
/// The legal changes of a payment: processing, then perhaps requires-action, then perhaps authorized, then succeeded or failed; after that
/// only refunds, whose sum, pending ones included, never exceeds what was taken. Money that was taken after a payment had failed is taken
/// all the same: only so can it be given back.
/// </summary>
internal static partial class PaymentSteps
{
    /// <summary>What the state becomes on the provider's word. A word that would take it backward is ignored.</summary>
    public static PaymentState Hear(PaymentState state, ProviderPayment word, DateTimeOffset now)
    {
        if (!MayBecome(state.Status, word.Status)) return state;
        return state with
        {
            Status = word.Status,
            // What the customer was told to do is told by some providers once only.
            NextAction = word.NextAction ?? (word.Status == PaymentStatus.RequiresAction ? state.NextAction : null),
            Failure = word.Failure,
            AuthorizedAt = word.Status == PaymentStatus.Authorized ? now : state.AuthorizedAt,
            EndedAt = word.Status is PaymentStatus.Succeeded or PaymentStatus.Failed ? now : null,
        };
    }

    public static bool Waits(PaymentState state) => state.Status is PaymentStatus.Processing or PaymentStatus.RequiresAction;

    public static bool HasEnded(PaymentState state) => state.Status is PaymentStatus.Succeeded or PaymentStatus.Failed;

    private static bool MayBecome(PaymentStatus status, PaymentStatus heard) => status switch
    {
        PaymentStatus.Succeeded => false,
        PaymentStatus.Failed => heard == PaymentStatus.Succeeded,
        PaymentStatus.Authorized => heard is PaymentStatus.Succeeded or PaymentStatus.Failed,
        _ => heard != PaymentStatus.Processing,
    };
}
