namespace Marquee.Silo.Tickets.Passes;

/// <summary>How passes for Apple Wallet are signed. All of it or nothing; without it there are none.</summary>
public sealed class AppleWalletOptions
{
    public const string Section = "Tickets:AppleWallet";

    /// <summary>PKCS#12 file with the pass type's certificate and its private key.</summary>
    public string Certificate { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>File with Apple's intermediate certificate (WWDR) that issued it, DER or PEM.</summary>
    public string Intermediate { get; set; } = "";

    /// <summary><c>pass.org.example.tickets</c>, as the certificate says.</summary>
    public string PassType { get; set; } = "";

    /// <summary>The ten characters of the team at Apple, as the certificate says.</summary>
    public string Team { get; set; } = "";

    /// <summary>Who issues the pass, as phones show it.</summary>
    public string Organization { get; set; } = "";

    internal bool IsConfigured => All.Any(setting => setting.Value.Length > 0);

    internal IEnumerable<string> Missing => All.Where(setting => setting.Value.Length == 0).Select(setting => setting.Name);

    private IEnumerable<(string Name, string Value)> All =>
    [
        (nameof(Certificate), Certificate), (nameof(Password), Password), (nameof(Intermediate), Intermediate),
        (nameof(PassType), PassType), (nameof(Team), Team), (nameof(Organization), Organization),
    ];
}
