namespace Marquee.Silo.Notifications.Channels;

/// <summary>Firebase Cloud Messaging, for the devices that customers register. Without a key there is no push.</summary>
public sealed class FcmOptions
{
    public const string Section = "Notifications:Fcm";

    /// <summary>JSON file with the key of a service account that may send messages.</summary>
    public string KeyFile { get; set; } = "";

    public Uri BaseAddress { get; set; } = new("https://fcm.googleapis.com");

    internal bool IsConfigured => KeyFile.Length > 0;
}
