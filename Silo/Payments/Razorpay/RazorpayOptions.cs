namespace Marquee.Silo.Payments.Razorpay;

/// <summary>How Marquee takes UPI through Razorpay.</summary>
public sealed class RazorpayOptions
{
    public const string Section = "Payments:Razorpay";

    /// <summary>Key id of the account, <c>rzp_live_...</c> or <c>rzp_test_...</c>.</summary>
    public string KeyId { get; set; } = "";

    public string KeySecret { get; set; } = "";

    /// <summary>Secrets of the webhook: one, or two while they change.</summary>
    public IReadOnlyList<string> WebhookSecrets { get; set; } = [];

    /// <summary>E-mail address that Razorpay is given with each payment: the shop's own, for customers' are not handed on.</summary>
    public string Email { get; set; } = "";

    /// <summary>Phone number that Razorpay is given with each payment, likewise.</summary>
    public string Contact { get; set; } = "";

    public Uri BaseAddress { get; set; } = new("https://api.razorpay.com");

    /// <summary>After how long an answer counts as lost. Must be shorter than a grain call. Default 8 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(8);
}
