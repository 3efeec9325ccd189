using System.Collections.Immutable;
using Marquee.Payments;

namespace Marquee.Wallets;

/// <param name="Amount">Positive into the wallet, negative out of it.</param>
/// <param name="Counter">The account on the other side, which moves by the opposite amount; see <see cref="CounterAccounts"/>.</param>
/// <param name="Reference">What the movement is for: the id of a booking, a payment or a refund.</param>
[GenerateSerializer, Immutable, Alias("marquee.wallet-movement")]
public sealed record WalletMovement(
    [property: Id(0)] Guid Operation,
    [property: Id(1)] Money Amount,
    [property: Id(2)] string Counter,
    [property: Id(3)] string Reference);

/// <summary>The accounts that stand against the customers' wallets.</summary>
public static class CounterAccounts
{
    public const string Sales = "sales";
    public const string TopUps = "top-ups";
    public const string Promotions = "promotions";
}

public enum WalletMoveOutcome
{
    Moved = 0,
    InsufficientFunds = 1,
    OtherCurrency = 2,

    /// <summary>The operation was given up before it was made.</summary>
    Barred = 3,
}

[GenerateSerializer, Immutable, Alias("marquee.wallet-move-result")]
public sealed record WalletMoveResult(
    [property: Id(0)] WalletMoveOutcome Outcome,
    [property: Id(1)] WalletEntry? Entry);

/// <param name="Balance">The wallet's balance after this movement.</param>
[GenerateSerializer, Immutable, Alias("marquee.wallet-entry")]
public sealed record WalletEntry(
    [property: Id(0)] Guid Operation,
    [property: Id(1)] long Amount,
    [property: Id(2)] long Balance,
    [property: Id(3)] string Counter,
    [property: Id(4)] string Reference,
    [property: Id(5)] DateTimeOffset At);

/// <param name="Entries">Newest first.</param>
/// <param name="PendingTopUps">Payments into the wallet of which nobody knows yet how they end.</param>
[GenerateSerializer, Immutable, Alias("marquee.wallet-view")]
public sealed record WalletView(
    [property: Id(0)] Money Balance,
    [property: Id(1)] ImmutableArray<WalletEntry> Entries,
    [property: Id(2)] int PendingTopUps = 0);

/// <param name="Payment">Derived from the customer and the idempotency key.</param>
[GenerateSerializer, Immutable, Alias("marquee.top-up-wallet")]
public sealed record TopUpWallet(
    [property: Id(0)] PaymentId Payment,
    [property: Id(1)] Money Amount,
    [property: Id(2)] PaymentInstrument Instrument,
    [property: Id(3)] Fingerprint Fingerprint);

public enum TopUpOutcome
{
    Answered = 0,
    Replayed = 1,
    KeyReused = 2,
    OtherCurrency = 3,
}

[GenerateSerializer, Immutable, Alias("marquee.top-up-result")]
public sealed record TopUpResult(
    [property: Id(0)] TopUpOutcome Outcome,
    [property: Id(1)] PaymentView? Payment,
    [property: Id(2)] Money Balance);
