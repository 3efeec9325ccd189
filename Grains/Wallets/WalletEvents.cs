namespace Marquee.Wallets;

/// <summary>Payload of <c>wallet-moved</c> on the payments topic. The counter-account moved by the opposite amount.</summary>
/// <param name="Amount">Positive into the wallet.</param>
public sealed record WalletMoved(string Customer, Guid Operation, Money Amount, long Balance, string Counter, string Reference)
{
    public const string Type = "wallet-moved";
}
