namespace Marquee.Silo.Payments.Sandbox;

internal sealed partial class WebhookSender
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The sandbox cannot read its webhooks; it tries again.")]
    private static partial void LogJournalUnreachable(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "Webhook {Id} was refused with {Status} at attempt {Attempt}.")]
    private static partial void LogRefused(ILogger logger, Guid id, int attempt, int status);

    [LoggerMessage(Level = LogLevel.Information, Message = "Webhook {Id} was not delivered at attempt {Attempt}: {Reason}")]
    private static partial void LogUndelivered(ILogger logger, Guid id, int attempt, string reason);
}
