using Npgsql;

namespace Marquee.Silo.Inbox;

/// <summary>
/// An event that one worker has, by the lock on its row. It is had as long as the transaction lasts, so when the worker dies it is free at
/// once and taken again.
/// </summary>
internal sealed class InboxClaim : IAsyncDisposable
{
    // The server ends the session of who hangs, but not of a handler that is about to be told that its time is over.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly NpgsqlConnection _connection;

    private InboxClaim(NpgsqlConnection connection, NpgsqlTransaction transaction, InboxRow row) => (_connection, Transaction, Row) = (connection, transaction, row);

    public NpgsqlTransaction Transaction { get; }

    public InboxRow Row { get; }

    /// <summary>Null where the group has nothing to do now.</summary>
    public static async Task<InboxClaim?> TryTakeAsync(
        NpgsqlDataSource database, string group, DateTimeOffset now, TimeSpan handlerTimeout, CancellationToken cancellation)
    {
        var connection = await database.OpenConnectionAsync(cancellation);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellation);
            if (await InboxTable.TakeAsync(transaction, group, now, handlerTimeout + Grace, cancellation) is { } row)
                return new InboxClaim(connection, transaction, row);
            await transaction.DisposeAsync();
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
