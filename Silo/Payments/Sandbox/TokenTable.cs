using System.Collections.Frozen;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>What a charge with a token comes to.</summary>
/// <param name="Status">The charge's status as soon as it is in the journal.</param>
internal sealed record TokenBehavior(string Status)
{
    public SandboxFailure? Failure { get; init; }

    /// <summary>False: the first request is never answered, and a webhook tells later.</summary>
    public bool Answered { get; init; } = true;

    public SandboxFailure? RefundFailure { get; init; }
}

/// <summary>Every token of the sandbox. They stand for what may happen, not for cards.</summary>
internal static class TokenTable
{
    private static readonly TokenBehavior Unknown = Declined("unknown-token", "No such token.");

    private static readonly FrozenDictionary<string, TokenBehavior> Tokens = new Dictionary<string, TokenBehavior>
    {
        ["tok_success"] = new(ChargeStatus.Captured),
        ["tok_declined"] = Declined("declined", "The card was declined."),
        ["tok_insufficient_funds"] = Declined("insufficient-funds", "The card has insufficient funds."),
        ["tok_challenge"] = new(ChargeStatus.RequiresAction),
        ["tok_timeout"] = new(ChargeStatus.Captured) { Answered = false },
        ["tok_refund_fails"] = new(ChargeStatus.Captured) { RefundFailure = new("refund-failed", "The card's bank did not take the money back.") },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static TokenBehavior Of(string token) => Tokens.GetValueOrDefault(token, Unknown);

    private static TokenBehavior Declined(string code, string message) => new(ChargeStatus.Failed) { Failure = new(code, message) };
}
