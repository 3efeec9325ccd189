namespace Marquee.Silo.Notifications.Channels;

/// <summary>A folder in place of providers: for a machine that has none. <c>./run</c> uses one in its data folder.</summary>
public sealed class FileChannelOptions
{
    public const string Section = "Notifications:File";

    /// <summary>Takes the messages of every channel that has no provider. Empty for none.</summary>
    public string Directory { get; set; } = "";

    /// <summary>Who writes, in mail that is kept there.</summary>
    public string From { get; set; } = "Marquee <tickets@marquee.test>";

    internal bool IsConfigured => Directory.Length > 0;
}
