using Confluent.Kafka;
using Microsoft.Extensions.Options;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace Marquee.Silo.Kafka;

/// <summary>Makes what speaks to the log.</summary>
internal sealed class KafkaClients(IOptions<EventsOptions> options, ILogger<KafkaClients> log)
{
    /// <summary>
    /// Acknowledged by all replicas, without repeats of its own, and in order. A message never gives up: one that did could be overtaken by the
    /// next of its aggregate. Who does not want to wait any more disposes the producer, and what it had not sent is gone.
    /// </summary>
    public IProducer<string, byte[]> Producer() =>
        new ProducerBuilder<string, byte[]>(new ProducerConfig(Client())
        {
            Acks = Acks.All,
            EnableIdempotence = true,
            MessageTimeoutMs = 0,
            LingerMs = 5,
            // As the clients of others place the same key.
            Partitioner = Partitioner.Murmur2Random,
        }).SetLogHandler((_, said) => Say(said)).SetErrorHandler((_, error) => Complain(error)).Build();

    /// <summary>A member of the group's consumers, who share the partitions.</summary>
    public IConsumer<string?, byte[]?> Consumer(string group) =>
        new ConsumerBuilder<string?, byte[]?>(new ConsumerConfig(Client())
        {
            GroupId = $"marquee-{group}",
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            PartitionAssignmentStrategy = PartitionAssignmentStrategy.RoundRobin,
            SessionTimeoutMs = 15_000,
            AllowAutoCreateTopics = true,
        }).SetLogHandler((_, said) => Say(said)).SetErrorHandler((_, error) => Complain(error)).Build();

    private ClientConfig Client()
    {
        var kafka = options.Value.Kafka;
        var client = new ClientConfig
        {
            BootstrapServers = kafka.BootstrapServers,
            ClientId = "marquee",
            SecurityProtocol = kafka.Security switch
            {
                KafkaSecurity.Ssl => SecurityProtocol.Ssl,
                KafkaSecurity.SaslPlaintext => SecurityProtocol.SaslPlaintext,
                KafkaSecurity.SaslSsl => SecurityProtocol.SaslSsl,
                _ => SecurityProtocol.Plaintext,
            },
            // Event Hubs closes idle connections after four minutes without a word.
            SocketKeepaliveEnable = true,
            ConnectionsMaxIdleMs = 180_000,
            MetadataMaxAgeMs = 180_000,
            // How soon a topic is seen that was made, or opened to us, after the start.
            TopicMetadataRefreshIntervalMs = 10_000,
            ReconnectBackoffMaxMs = 2_000,
        };
        if (kafka.CaFile is { Length: > 0 } file) client.SslCaLocation = file;
        if (kafka.Security is not (KafkaSecurity.SaslPlaintext or KafkaSecurity.SaslSsl)) return client;
        client.SaslMechanism = kafka.Login switch
        {
            KafkaLogin.ScramSha256 => SaslMechanism.ScramSha256,
            KafkaLogin.ScramSha512 => SaslMechanism.ScramSha512,
            _ => SaslMechanism.Plain,
        };
        (client.SaslUsername, client.SaslPassword) = (kafka.Username, kafka.Password);
        return client;
    }

    private void Say(LogMessage said) => log.ClientSaid(said.Facility, said.Message);

    private void Complain(Error error)
    {
        if (error.IsFatal || error.Code is ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed) log.BrokersFail(error.Reason);
        else log.ClientSaid("error", error.Reason);
    }
}
