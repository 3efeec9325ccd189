namespace Marquee.Silo.Payments;

/// <summary>How webhooks of payment providers are told from forged ones.</summary>
public sealed class PaymentWebhookOptions
{
    public const string Section = "Payments:Webhooks";

    /// <summary>The secrets shared with the provider: one, or two while they change.</summary>
    public IReadOnlyList<string> Secrets { get; set; } = [];

    /// <summary>How old, or how far ahead of our clock, a signature may be. Default 300 s.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromSeconds(300);

    internal static bool AreSecrets(IReadOnlyList<string> secrets) =>
        secrets.Count is 1 or 2 && !secrets.Any(string.IsNullOrWhiteSpace);
}
