namespace Marquee.Silo.Notifications.Channels;

/// <summary>Twilio, for SMS and WhatsApp. Without an account there is neither.</summary>
public sealed class TwilioOptions
{
    public const string Section = "Notifications:Twilio";

    /// <summary><c>AC...</c></summary>
    public string AccountSid { get; set; } = "";

    public string AuthToken { get; set; } = "";

    /// <summary>Number, sender name or messaging service (<c>MG...</c>) that SMS come from; without it there are none.</summary>
    public string SmsFrom { get; set; } = "";

    /// <summary>Number that WhatsApp messages come from, <c>+14155550100</c>; without it there are none.</summary>
    public string WhatsappFrom { get; set; } = "";

    public Uri BaseAddress { get; set; } = new("https://api.twilio.com");

    internal bool IsConfigured => AccountSid.Length > 0;
}
