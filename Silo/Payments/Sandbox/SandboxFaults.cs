using System.ComponentModel.DataAnnotations;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>What the sandbox does wrong on purpose, as providers do now and then. Nothing by default.</summary>
public sealed class SandboxFaults
{
    public const string Section = "Payments:Sandbox:Service:Faults";

    /// <summary>How long each answer to a charge is held back after it was carried out. Default 0; a minute at most.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Delay { get; set; }

    /// <summary>True: the connection of a new charge breaks after it was carried out.</summary>
    public bool ResetAfterCharge { get; set; }

    /// <summary>True: a new charge that was captured is answered with 500.</summary>
    public bool FailAfterCapture { get; set; }

    /// <summary>True: no refund succeeds. It is not recorded, so that its repeat may once this is false.</summary>
    public bool RefuseRefunds { get; set; }

    /// <summary>How often each webhook is sent. Default 1; 20 at most.</summary>
    [Range(1, 20)]
    public int WebhookCopies { get; set; } = 1;

    /// <summary>True: webhooks gather for two seconds and go out one after the other, the newest first.</summary>
    public bool WebhooksReversed { get; set; }
}
