namespace Marquee.Silo.Kafka;

internal static partial class KafkaLog
{
    [LoggerMessage(LogLevel.Debug, "Kafka client, {Facility}: {Message}")]
    public static partial void ClientSaid(this ILogger log, string facility, string message);

    [LoggerMessage(LogLevel.Warning, "The brokers cannot be used: {Reason}")]
    public static partial void BrokersFail(this ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "{Events} events of {Topic} are not acknowledged by the brokers; they stay in the outbox until they are")]
    public static partial void NotAcknowledged(this ILogger log, int events, string topic);

    [LoggerMessage(LogLevel.Error, "Event {Event}, {Type} of {Aggregate}, cannot go through the log and goes past it: {Reason}")]
    public static partial void EventRefused(this ILogger log, Guid @event, string type, string aggregate, string reason);

    [LoggerMessage(LogLevel.Warning, "{Group} cannot read the log from here; it is tried again")]
    public static partial void ReadingInterrupted(this ILogger log, Exception failure, string group);

    [LoggerMessage(LogLevel.Warning, "{Group} cannot take in what it has read; it is tried again")]
    public static partial void TakingInterrupted(this ILogger log, Exception failure, string group);

    [LoggerMessage(LogLevel.Debug, "{Group} could not say how far it has read; it will read some of it again")]
    public static partial void PositionUnsaid(this ILogger log, Exception failure, string group);
}
