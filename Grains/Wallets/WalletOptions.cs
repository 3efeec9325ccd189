using System.ComponentModel.DataAnnotations;

namespace Marquee.Wallets;

/// <summary>Section <c>Wallets</c>.</summary>
public sealed class WalletOptions
{
    public const string Section = "Wallets";

    /// <summary>ISO 4217 code in which a wallet without movements shows its zero.</summary>
    [RegularExpression("^[A-Z]{3}$")]
    public string DefaultCurrency { get; set; } = "INR";
}
