using Orleans.Concurrency;

namespace Marquee.Wallets;

/// <summary>
/// Owns one customer's balance and every movement of it. Keyed by user id. A movement is known by its operation id: the same one again
/// changes nothing. The balance is never below zero, and every movement names the account on its other side.
/// </summary>
[Alias("marquee.wallet")]
public interface IWalletGrain : IGrainWithStringKey
{
    /// <summary>Applies the movement, or refuses it for want of funds or because the wallet is in another currency.</summary>
    [Alias("move")] Task<WalletMoveResult> Move(WalletMovement movement);

    /// <summary>The movement made under that operation id, or null.</summary>
    [Alias("find"), AlwaysInterleave] Task<WalletEntry?> Find(Guid operation);

    /// <summary>
    /// Makes sure that an operation nobody has made yet will never be made: a later <see cref="Move"/> under its id is refused.
    /// Answers with the movement where it had been made before.
    /// </summary>
    [Alias("bar")] Task<WalletEntry?> Bar(Guid operation);

    [Alias("get"), AlwaysInterleave] Task<WalletView> Get();

    /// <summary>Pays into the wallet through the payment provider. A repeat answers with the top-up as it is now.</summary>
    [Alias("top-up")] Task<TopUpResult> TopUp(TopUpWallet command);

    /// <summary>A payment into this wallet changed; the wallet asks it for the truth and goes on.</summary>
    [Alias("payment-changed")] Task PaymentChanged(PaymentId payment);
}
