using System.Text.Json.Serialization;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>Exactly one of <paramref name="Token"/> and <paramref name="Upi"/> is given.</summary>
/// <param name="Operation">The caller's id of the charge; a repeat answers with what became of the first.</param>
/// <param name="Amount">Minor units.</param>
/// <param name="Token">Of a card.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow), JsonNumberHandling(JsonNumberHandling.Strict)]
internal sealed record ChargeRequest(string Operation, long Amount, string Currency, string? Token, string Description, UpiRequest? Upi = null);

/// <param name="Flow">One of <see cref="UpiFlows"/>.</param>
/// <param name="Vpa">The customer's address; needed for <c>collect</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record UpiRequest(string Flow, string? Vpa);

/// <param name="Status">One of <see cref="ChargeStatus"/>.</param>
/// <param name="Amount">Null where the operation was barred before it was charged. A host may leave nulls out.</param>
internal sealed record ChargeAnswer(
    string Operation,
    string Status,
    long Refunded,
    long? Amount = null,
    string? Currency = null,
    SandboxAction? NextAction = null,
    SandboxFailure? Failure = null);

/// <param name="Page">A page that plays the customer's UPI app.</param>
internal sealed record SandboxAction(string Kind, string Url, string? Page = null);

internal sealed record SandboxFailure(string Code, string Message);

/// <param name="Refund">The caller's id of the refund; a repeat answers with what became of the first.</param>
/// <param name="Amount">Minor units of the charge's currency.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow), JsonNumberHandling(JsonNumberHandling.Strict)]
internal sealed record RefundRequest(string Refund, string Operation, long Amount);

/// <param name="Status">One of <see cref="RefundOutcome"/>.</param>
internal sealed record RefundAnswer(string Refund, string Operation, long Amount, string Status, SandboxFailure? Failure = null);

/// <summary>What moved money, in the order of ids; a page is followed by the one after its last id, and the last page is empty.</summary>
internal sealed record JournalPage(IReadOnlyList<JournalEntry> Items);

/// <param name="Id">The caller's id of the charge or refund.</param>
/// <param name="At">When it last changed.</param>
internal sealed record JournalEntry(string Id, long Amount, string Currency, DateTimeOffset At);

/// <param name="Type">One of <see cref="WebhookType"/>.</param>
internal sealed record WebhookEvent(Guid Id, string Type, string Operation, DateTimeOffset At);

/// <summary>As written in requests and in the journal.</summary>
internal static class UpiFlows
{
    public const string Intent = "intent";
    public const string Qr = "qr";
    public const string Collect = "collect";
}

/// <summary>As written in answers and in the journal.</summary>
internal static class ChargeStatus
{
    public const string RequiresAction = "requires_action";
    public const string Captured = "captured";
    public const string Failed = "failed";
    public const string Canceled = "canceled";
}

/// <inheritdoc cref="ChargeStatus"/>
internal static class RefundOutcome
{
    public const string Succeeded = "succeeded";

    /// <summary>It was right to ask, and yet the money did not go back.</summary>
    public const string Failed = "failed";

    /// <summary>Not refundable, or not that much of it.</summary>
    public const string Refused = "refused";
}

internal static class WebhookType
{
    public const string ChargeCaptured = "charge.captured";
    public const string ChargeFailed = "charge.failed";
}

/// <summary>The <c>code</c> of problem answers.</summary>
internal static class SandboxProblem
{
    public const string OperationUnknown = "operation-unknown";
    public const string OperationReused = "operation-reused";
    public const string ValidationFailed = "validation-failed";
    public const string Unauthorized = "unauthorized";
    public const string OutOfOrder = "out-of-order";
}
