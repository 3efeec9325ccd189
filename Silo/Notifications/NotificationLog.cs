using Marquee.Notifications;

namespace Marquee.Silo.Notifications;

internal static partial class NotificationLog
{
    [LoggerMessage(LogLevel.Warning, "{Notification} could not be delivered by {Channel}: {Reason}. Next: {Next}")]
    public static partial void ChannelFailed(this ILogger log, NotificationId notification, NotificationChannel channel, string? reason, NotificationChannel? next);

    [LoggerMessage(LogLevel.Warning, "Whether {Notification} was delivered by {Channel} is not known: {Reason}")]
    public static partial void OutcomeUnknown(this ILogger log, NotificationId notification, NotificationChannel channel, string? reason);

    [LoggerMessage(LogLevel.Warning, "{Notification} broke on {Channel}; it is tried again")]
    public static partial void AttemptBroke(this ILogger log, Exception failure, NotificationId notification, NotificationChannel channel);

    [LoggerMessage(LogLevel.Warning, "{Notification} was taken for lost while it was in hand here, and is not sent from here by {Channel}")]
    public static partial void GivenUp(this ILogger log, NotificationId notification, NotificationChannel channel);

    [LoggerMessage(LogLevel.Warning, "Messages by {Channel} cannot be worked through from here; it is tried again")]
    public static partial void DeliveriesInterrupted(this ILogger log, Exception failure, NotificationChannel channel);

    [LoggerMessage(LogLevel.Debug, "It could not be looked for messages that were lost")]
    public static partial void UpkeepInterrupted(this ILogger log, Exception failure);
}
