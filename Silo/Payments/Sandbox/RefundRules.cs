namespace Marquee.Silo.Payments.Sandbox;

/// <summary>What becomes of a refund, given its charge as it is under lock.</summary>
internal static class RefundRules
{
    public static RefundAnswer Decide(RefundRequest request, Charge? charge) => charge switch
    {
        null => End(request, RefundOutcome.Refused, new(SandboxProblem.OperationUnknown, "No such operation.")),
        { Status: not ChargeStatus.Captured } => End(request, RefundOutcome.Refused, new("not-captured", "Nothing was captured.")),
        { Amount: { } captured } when request.Amount > captured - charge.Refunded =>
            End(request, RefundOutcome.Refused, new("exceeds-captured", "More than is left of the charge.")),
        { UpiFlow: null, Token: { } token } when TokenTable.OfCard(token).RefundFailure is { } failure => End(request, RefundOutcome.Failed, failure),
        _ => End(request, RefundOutcome.Succeeded, null),
    };

    /// <summary>What the sandbox says while it is told to refuse: it was right to ask, and the money does not go back.</summary>
    public static RefundAnswer Refuse(RefundRequest request) => End(request, RefundOutcome.Failed, new("refund-failed", "The sandbox was told to refuse refunds."));

    private static RefundAnswer End(RefundRequest request, string status, SandboxFailure? failure) =>
        new(request.Refund, request.Operation, request.Amount, status, failure);
}
