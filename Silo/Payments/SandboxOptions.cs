namespace Marquee.Silo.Payments;

/// <summary>How Marquee reaches the sandbox provider.</summary>
public sealed class SandboxOptions
{
    public const string Section = "Payments:Sandbox";

    /// <summary>The service's root; <c>sandbox-payments/v1</c> is below it.</summary>
    public Uri? BaseAddress { get; set; }

    public string ApiKey { get; set; } = "";

    /// <summary>After how long an answer counts as lost, and the operation as unknown. Must be shorter than a grain call. Default 8 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(8);
}
