namespace Marquee.Silo.Inbox;

internal static partial class InboxLog
{
    [LoggerMessage(LogLevel.Warning, "{Group} failed at event {Event}, {Type} of {Aggregate}, at attempt {Attempt}")]
    public static partial void HandlerFailed(this ILogger log, Exception failure, string group, Guid @event, string type, string aggregate, int attempt);

    [LoggerMessage(LogLevel.Error, "Event {Event}, {Type} of {Aggregate}, went to the dead letters of {Group}")]
    public static partial void EventDied(this ILogger log, Guid @event, string type, string aggregate, string group);

    [LoggerMessage(LogLevel.Warning, "The inbox of {Group} cannot be worked through from here; it is tried again")]
    public static partial void InboxInterrupted(this ILogger log, Exception failure, string group);

    [LoggerMessage(LogLevel.Debug, "How far the groups are behind cannot be told")]
    public static partial void BacklogUnknown(this ILogger log, Exception failure);
}
