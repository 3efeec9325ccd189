namespace Marquee.Silo.Postgres.Storage;

internal static partial class BatchWriterLog
{
    [LoggerMessage(LogLevel.Warning, "A batch of {Rows} states was refused with {SqlState} and is sent again in halves: {Reason}")]
    public static partial void BatchRefused(this ILogger log, int rows, string sqlState, string reason);

    [LoggerMessage(LogLevel.Error, "A batch of {Rows} states failed; its grains read their states again")]
    public static partial void BatchFailed(this ILogger log, int rows, Exception failure);
}
