namespace Marquee.Silo.Notifications.Channels;

/// <summary>The mail server that customers are written through. Without a host there is none.</summary>
public sealed class SmtpOptions
{
    public const string Section = "Notifications:Smtp";

    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary>StartTls by default; a server that does not offer it gets nothing. Tls for port 465. None only for a server on this machine.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>PEM file with the authority of the server's certificate, where it is your own.</summary>
    public string? CaFile { get; set; }

    public string? Username { get; set; }

    public string? Password { get; set; }

    /// <summary>Who writes: <c>Marquee &lt;tickets@example.org&gt;</c>.</summary>
    public string From { get; set; } = "";

    internal bool IsConfigured => Host.Length > 0;
}

public enum SmtpSecurity
{
    StartTls = 0,
    Tls = 1,
    None = 2,
}
