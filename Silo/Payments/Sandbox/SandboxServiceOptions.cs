namespace Marquee.Silo.Payments.Sandbox;

/// <summary>How the sandbox provider itself runs, as opposed to how Marquee reaches it.</summary>
public sealed class SandboxServiceOptions
{
    public const string Section = "Payments:Sandbox:Service";

    /// <summary>What callers must present as bearer token.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Where a customer's browser reaches the sandbox; challenge pages are below it.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Where webhooks go.</summary>
    public Uri? WebhookUrl { get; set; }

    /// <summary>One, or two while they change: webhooks are signed with each.</summary>
    public IReadOnlyList<string> WebhookSecrets { get; set; } = [];

    /// <summary>The shop's UPI address, <c>pa</c> of its links.</summary>
    public string PayeeVpa { get; set; } = "marquee@sandbox";

    /// <summary>The shop's name, <c>pn</c> of its links.</summary>
    public string PayeeName { get; set; } = "Marquee";

    /// <summary>The shop's trade by ISO 18245, <c>mc</c> of its links. Default 7832, movie theaters.</summary>
    public string MerchantCode { get; set; } = "7832";

    /// <summary>When the webhook follows a charge that was not answered, and when <c>slow@sandbox</c> confirms. Default 5 s.</summary>
    public TimeSpan LateWebhook { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a request that is never answered stays open before it is dropped. Default 30 s.</summary>
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the sender looks for webhooks that are due. Default 500 ms.</summary>
    public TimeSpan WebhookInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a receiver may take. Default 10 s.</summary>
    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Wait after the first failed attempt; doubles with each, up to five minutes. Default 1 s.</summary>
    public TimeSpan WebhookRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>After how long an undelivered webhook is left alone. Default three days.</summary>
    public TimeSpan WebhookGiveUpAfter { get; set; } = TimeSpan.FromDays(3);
}
