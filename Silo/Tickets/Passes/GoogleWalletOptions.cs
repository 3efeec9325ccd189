namespace Marquee.Silo.Tickets.Passes;

/// <summary>In whose name tickets are offered to Google Wallet. Both or neither; without them they are not.</summary>
public sealed class GoogleWalletOptions
{
    public const string Section = "Tickets:GoogleWallet";

    /// <summary>JSON file with the key of a service account that may issue passes.</summary>
    public string ServiceAccount { get; set; } = "";

    /// <summary>The issuer's number in Google's console.</summary>
    public string Issuer { get; set; } = "";

    internal bool IsConfigured => ServiceAccount.Length + Issuer.Length > 0;
}
