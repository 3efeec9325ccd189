using System.Collections.Frozen;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>What a charge with a token or a UPI address comes to.</summary>
/// <param name="Status">The charge's status as soon as it is in the journal.</param>
internal sealed record TokenBehavior(string Status)
{
    public SandboxFailure? Failure { get; init; }

    /// <summary>False: the first request is never answered, and a webhook tells later.</summary>
    public bool Answered { get; init; } = true;

    /// <summary>True: the customer confirms by himself, a little later.</summary>
    public bool ConfirmsLater { get; init; }

    public SandboxFailure? RefundFailure { get; init; }
}

/// <summary>Every token and UPI address of the sandbox. They stand for what may happen, not for cards or accounts.</summary>
internal static class TokenTable
{
    private static readonly TokenBehavior UnknownToken = Declined("unknown-token", "No such token.");
    private static readonly TokenBehavior UnknownVpa = Declined("unknown-vpa", "No such UPI address.");
    private static readonly TokenBehavior InTheApp = new(ChargeStatus.RequiresAction);

    private static readonly FrozenDictionary<string, TokenBehavior> Tokens = new Dictionary<string, TokenBehavior>
    {
        ["tok_success"] = new(ChargeStatus.Captured),
        ["tok_declined"] = Declined("declined", "The card was declined."),
        ["tok_insufficient_funds"] = Declined("insufficient-funds", "The card has insufficient funds."),
        ["tok_challenge"] = new(ChargeStatus.RequiresAction),
        ["tok_timeout"] = new(ChargeStatus.Captured) { Answered = false },
        ["tok_refund_fails"] = new(ChargeStatus.Captured) { RefundFailure = new("refund-failed", "The card's bank did not take the money back.") },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Addresses are written either way; tokens are not.
    private static readonly FrozenDictionary<string, TokenBehavior> Addresses = new Dictionary<string, TokenBehavior>
    {
        ["success@sandbox"] = new(ChargeStatus.Captured),
        ["declined@sandbox"] = Declined("declined", "The payment was declined in the UPI app."),
        ["slow@sandbox"] = InTheApp with { ConfirmsLater = true },
        ["silent@sandbox"] = InTheApp,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static TokenBehavior Of(ChargeRequest request) => request.Upi is null ? OfCard(request.Token!) : OfUpi(request.Upi.Vpa);

    public static TokenBehavior OfCard(string token) => Tokens.GetValueOrDefault(token, UnknownToken);

    /// <param name="vpa">Null where a link or a QR code is for whoever opens it.</param>
    private static TokenBehavior OfUpi(string? vpa) => vpa is null ? InTheApp : Addresses.GetValueOrDefault(vpa, UnknownVpa);

    private static TokenBehavior Declined(string code, string message) => new(ChargeStatus.Failed) { Failure = new(code, message) };
}
