using Marquee.Silo.Postgres;
using Marquee.Silo.Postgres.Outbox;
using Npgsql;

namespace Marquee.Silo.Outbox;

/// <summary>
/// The one connection in the cluster that may move events of its topic. The lock belongs to the session, and all work is done in that
/// session, so who has lost the lock has lost its transaction with it.
/// </summary>
internal sealed class TopicSession : IAsyncDisposable
{
    private const string Channel = "marquee_outbox";

    // Statistics of a queue are old at once: after a look at the empty table all of it would be read and sorted, however long it has become.
    // A process that hangs, or a network that is gone, says nothing; then the server ends the session and another silo takes over.
    private const string Settings =
        $"""
        SET idle_session_timeout = '10s';
        SET idle_in_transaction_session_timeout = '10s';
        SET enable_seqscan = off;
        LISTEN {Channel}
        """;

    private const string Unlock =
        $"""
        SELECT pg_advisory_unlock_all();
        RESET idle_session_timeout;
        RESET idle_in_transaction_session_timeout;
        RESET enable_seqscan;
        UNLISTEN {Channel}
        """;

    private const string Lock = "SELECT pg_try_advisory_lock(7277002, hashtext($1))";

    private const string Nudge = $"SELECT pg_notify('{Channel}', $1) WHERE EXISTS (SELECT FROM outbox WHERE topic = $1)";

    private readonly string _topic;
    private readonly OutboxSignal _signal;

    private TopicSession(string topic, NpgsqlConnection connection, OutboxSignal signal)
    {
        (_topic, Connection, _signal) = (topic, connection, signal);
        connection.Notification += Pass;
    }

    public NpgsqlConnection Connection { get; }

    /// <summary>Null where another session has the topic. That one is then told that there is work, because only its own silo signals to it.</summary>
    public static async Task<TopicSession?> TryOpenAsync(string topic, NpgsqlDataSource database, OutboxSignal signal, CancellationToken cancellation)
    {
        var connection = await database.OpenConnectionAsync(cancellation);
        try
        {
            if (await AskAsync(connection, Lock, topic, cancellation) is true)
            {
                await using var settings = new NpgsqlCommand(Settings, connection);
                await settings.ExecuteNonQueryAsync(cancellation);
                return new TopicSession(topic, connection, signal);
            }

            await AskAsync(connection, Nudge, topic, cancellation);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>Waits for events of this silo or another, at most <paramref name="max"/>.</summary>
    /// <exception cref="NpgsqlException">The session has ended.</exception>
    public async Task WaitAsync(TimeSpan max, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var here = _signal.WaitAsync(_topic, max, over.Token);
        var elsewhere = Connection.WaitAsync(over.Token);
        await Task.WhenAny(here, elsewhere);
        await over.CancelAsync();
        // Both to their end, whatever became of one: a connection that still waits can neither be unlocked nor given back, and would keep
        // the topic from everybody until the server ends its session.
        await Task.WhenAll(here, elsewhere).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        if (elsewhere.IsFaulted) await elsewhere;
    }

    /// <summary>Gives the lock back at once: the pool would reset the session only when somebody uses it again.</summary>
    public async ValueTask DisposeAsync()
    {
        Connection.Notification -= Pass;
        try
        {
            if (Connection.State == System.Data.ConnectionState.Open)
            {
                await using var unlock = new NpgsqlCommand(Unlock, Connection);
                await unlock.ExecuteNonQueryAsync();
            }
        }
        catch (NpgsqlException)
        {
            // The session is lost, and its lock with it.
        }

        await Connection.DisposeAsync();
    }

    private void Pass(object sender, NpgsqlNotificationEventArgs told) => _signal.Notify(told.Payload);

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql, string topic, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // One of the two constants above.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.Parameters.With(topic);
        return await command.ExecuteScalarAsync(cancellation);
    }
}
