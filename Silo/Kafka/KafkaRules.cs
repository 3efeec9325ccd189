namespace Marquee.Silo.Kafka;

/// <summary>What settings must say before anybody is called: a wrong one is otherwise a client that tries for ever.</summary>
internal static class KafkaRules
{
    private const string EventHubs = ".servicebus.windows.net";
    private const string EventHubsUser = "$ConnectionString";

    public static IEnumerable<string> FaultsOf(KafkaOptions options)
    {
        var servers = options.BootstrapServers.Split(',', StringSplitOptions.TrimEntries);
        if (options.BootstrapServers.Length == 0) yield return "Events:Kafka:BootstrapServers is missing: with Events:Transport=Kafka it must name brokers as host:port.";
        else if (servers.FirstOrDefault(server => !IsAddress(server)) is { } wrong) yield return $"Events:Kafka:BootstrapServers must name brokers as host:port, and '{wrong}' is none.";

        var sasl = options.Security is KafkaSecurity.SaslPlaintext or KafkaSecurity.SaslSsl;
        if (sasl && string.IsNullOrEmpty(options.Username)) yield return $"Events:Kafka:Username is missing: Events:Kafka:Security={options.Security} needs one.";
        if (sasl && string.IsNullOrEmpty(options.Password)) yield return $"Events:Kafka:Password is missing: Events:Kafka:Security={options.Security} needs one.";
        if (!sasl && !string.IsNullOrEmpty(options.Username)) yield return $"Events:Kafka:Username is set, but Events:Kafka:Security={options.Security} would not send it; use SaslSsl.";
        if (options.CaFile is { Length: > 0 } file && !File.Exists(file)) yield return $"Events:Kafka:CaFile: there is no file {file}.";

        if (servers.Any(server => server.Contains(EventHubs, StringComparison.OrdinalIgnoreCase)))
            foreach (var fault in FaultsOfEventHubs(options, servers)) yield return fault;
    }

    private static IEnumerable<string> FaultsOfEventHubs(KafkaOptions options, string[] servers)
    {
        if (servers.Any(server => !server.EndsWith(":9093", StringComparison.Ordinal))) yield return "Events:Kafka:BootstrapServers: Event Hubs speaks Kafka's protocol at port 9093.";
        if (options.Security != KafkaSecurity.SaslSsl) yield return "Events:Kafka:Security must be SaslSsl for Event Hubs.";
        if (options.Login != KafkaLogin.Plain) yield return "Events:Kafka:Login must be Plain for Event Hubs.";
        if (options.Username != EventHubsUser) yield return $"Events:Kafka:Username must be the text {EventHubsUser} for Event Hubs; the connection string itself is the password.";
        if (options.Password?.StartsWith("Endpoint=sb://", StringComparison.OrdinalIgnoreCase) != true)
            yield return "Events:Kafka:Password must be a connection string for Event Hubs, beginning with Endpoint=sb://.";
    }

    private static bool IsAddress(string server)
    {
        var colon = server.LastIndexOf(':');
        return colon > 0 && !server.Contains("://", StringComparison.Ordinal) && ushort.TryParse(server.AsSpan(colon + 1), out var port) && port > 0;
    }
}
