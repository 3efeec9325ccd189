using System.ComponentModel.DataAnnotations;

namespace Marquee.Wallets;

/// <summary>Section <c>Wallets</c>.</summary>
public sealed class WalletOptions
{
    public const string Section = "Wallets";

    /// <summary>ISO 4217 code in which a wallet without movements shows its zero.</summary>
    [RegularExpression("^[A-Z]{3}$")]
    public string DefaultCurrency { get; set; } = "INR";

    /// <summary>How long the payment of a top-up may be under way before it is given up.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "02:00:00")]
    public TimeSpan TopUpWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Movements of a wallet, some hundred bytes each, that are written with every change of it before they are archived.</summary>
    [Range(1, 1_000_000)]
    public int RecentMovements { get; set; } = 12;
}
