namespace Marquee.Silo.Payments.Stripe;

/// <summary>How Marquee takes cards through Stripe.</summary>
public sealed class StripeOptions
{
    public const string Section = "Payments:Stripe";

    /// <summary>Secret key of the account, <c>sk_...</c>, or a restricted one, <c>rk_...</c>.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Signing secrets of the webhook endpoint, <c>whsec_...</c>: one, or two while they change.</summary>
    public IReadOnlyList<string> WebhookSecrets { get; set; } = [];

    /// <summary>Where a bank's page sends the customer back to.</summary>
    public Uri? ReturnUrl { get; set; }

    /// <summary>Another address than Stripe's own. Null for <c>https://api.stripe.com</c>.</summary>
    public Uri? ApiBase { get; set; }

    /// <summary>After how long an answer counts as lost, repeats included. Must be shorter than a grain call. Default 8 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>How old, or how far ahead of our clock, the signature of a webhook may be. Default 300 s.</summary>
    public TimeSpan WebhookTolerance { get; set; } = TimeSpan.FromSeconds(300);

    internal bool HasKey => ApiKey.StartsWith("sk_", StringComparison.Ordinal) || ApiKey.StartsWith("rk_", StringComparison.Ordinal);

    internal bool HasSecrets =>
        PaymentWebhookOptions.AreSecrets(WebhookSecrets) && WebhookSecrets.All(secret => secret.StartsWith("whsec_", StringComparison.Ordinal));
}
