namespace Marquee.Silo.Kafka;

/// <summary>How a client is let in.</summary>
public enum KafkaSecurity
{
    Plaintext = 0,
    Ssl = 1,
    SaslPlaintext = 2,
    SaslSsl = 3,
}

/// <summary>How it says who it is.</summary>
public enum KafkaLogin
{
    Plain = 0,
    ScramSha256 = 1,
    ScramSha512 = 2,
}

/// <summary>Where the log is, and how to get in. Part of <see cref="EventsOptions"/>.</summary>
public sealed class KafkaOptions
{
    /// <summary>Some of the brokers, as <c>host:port,host:port</c>. For Event Hubs <c>NAMESPACE.servicebus.windows.net:9093</c>.</summary>
    public string BootstrapServers { get; set; } = "";

    /// <summary>Plaintext by default; Event Hubs takes <see cref="KafkaSecurity.SaslSsl"/> alone.</summary>
    public KafkaSecurity Security { get; set; } = KafkaSecurity.Plaintext;

    /// <summary>Plain by default, and the only one of Event Hubs. Used where <see cref="Security"/> begins with Sasl.</summary>
    public KafkaLogin Login { get; set; } = KafkaLogin.Plain;

    /// <summary>For Event Hubs the text <c>$ConnectionString</c>.</summary>
    public string? Username { get; set; }

    /// <summary>For Event Hubs the connection string of the namespace.</summary>
    public string? Password { get; set; }

    /// <summary>A PEM file of authorities to trust in the place of the system's.</summary>
    public string? CaFile { get; set; }
}
