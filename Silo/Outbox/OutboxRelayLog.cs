namespace Marquee.Silo.Outbox;

internal static partial class OutboxRelayLog
{
    [LoggerMessage(LogLevel.Information, "This silo moves the events of {Topic}")]
    public static partial void TopicTaken(this ILogger log, string topic);

    [LoggerMessage(LogLevel.Warning, "Events of {Topic} cannot be moved from here; they stay in the outbox until it is tried again")]
    public static partial void TopicInterrupted(this ILogger log, Exception failure, string topic);

    [LoggerMessage(LogLevel.Warning, "Event {Event}, {Type} of {Aggregate}, could not be taken into the read models and is set aside")]
    public static partial void EventSetAside(this ILogger log, Exception failure, Guid @event, string type, string aggregate);
}
