using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Npgsql;

namespace Marquee.Silo.Inbox;

/// <summary>The inbox: what each group still has to do, and what it has done lately.</summary>
internal static class InboxTable
{
    private const string Insert =
        """
        INSERT INTO inbox (consumer, id, topic, type, aggregate, occurred_at, payload, due_at)
        SELECT $1, e.id, e.topic, e.type, e.aggregate, e.occurred_at, e.payload, least(e.occurred_at, $8)
        FROM unnest($2, $3, $4, $5, $6, $7) WITH ORDINALITY AS e (id, topic, type, aggregate, occurred_at, payload, place)
        ORDER BY e.place
        ON CONFLICT (consumer, id) DO NOTHING
        """;

    // What waits behind another of its aggregate is no candidate, locked or not: so nobody gets past one that is in hand or has failed.
    private const string Oldest =
        """
        SELECT i.position, i.id, i.topic, i.type, i.aggregate, i.occurred_at, i.payload, i.attempts
        FROM inbox i
        WHERE i.consumer = $1 AND i.done_at IS NULL AND i.due_at <= $2
          AND NOT EXISTS (
            SELECT FROM inbox e
            WHERE e.consumer = $1 AND e.aggregate = i.aggregate AND e.done_at IS NULL AND e.position < i.position)
        ORDER BY i.due_at, i.position
        LIMIT 1
        FOR UPDATE OF i SKIP LOCKED
        """;

    // Statistics of a queue are old at once. A process that hangs gives its row back.
    private const string Settings =
        "SELECT set_config('enable_seqscan', 'off', true), set_config('idle_in_transaction_session_timeout', $1, true)";

    private const string Done = "UPDATE inbox SET done_at = $3, payload = NULL WHERE consumer = $1 AND id = $2";

    // Those behind it are put off too: otherwise each look would find them again, for nothing.
    private const string PutOff =
        """
        UPDATE inbox SET attempts = attempts + (id = $2)::integer, due_at = $4
        WHERE consumer = $1 AND aggregate = $3 AND done_at IS NULL
        """;

    private const string Clean =
        "DELETE FROM inbox WHERE ctid = ANY (ARRAY (SELECT ctid FROM inbox WHERE done_at < $1 ORDER BY done_at LIMIT $2))";

    /// <summary>Adds a statement that puts the events into the group's inbox, but for those that were there before.</summary>
    public static void Add(NpgsqlBatch batch, string group, List<OutboxRow> rows, DateTimeOffset now)
    {
        if (rows.Count == 0) return;
        batch.Add(Insert).With(group)
            .WithEach(rows, row => row.Id)
            .WithTexts(rows, row => row.Topic)
            .WithTexts(rows, row => row.Type)
            .WithTexts(rows, row => row.Aggregate)
            .WithEach(rows, row => row.OccurredAt.ToUniversalTime())
            .WithPlainJsons(rows, row => row.Payload)
            .WithTime(now);
    }

    /// <summary>The next event that the group may handle, locked until the transaction ends; null where there is none.</summary>
    /// <param name="silence">After it the server ends a transaction in which nobody says anything.</param>
    public static async Task<InboxRow?> TakeAsync(
        NpgsqlTransaction transaction, string group, DateTimeOffset now, TimeSpan silence, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.Add(Settings).With($"{(long)silence.TotalMilliseconds}ms");
        batch.Add(Oldest).With(group).WithTime(now);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return null;
        var row = new OutboxRow(
            reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
            reader.GetFieldValue<DateTimeOffset>(5), reader.GetFieldValue<byte[]>(6));
        return new InboxRow(row, reader.GetInt32(7));
    }

    public static Task DoneAsync(NpgsqlTransaction transaction, string group, OutboxRow row, DateTimeOffset now, CancellationToken cancellation) =>
        RunAsync(transaction, Done, parameters => parameters.With(group).With(row.Id).WithTime(now), cancellation);

    public static Task PutOffAsync(NpgsqlTransaction transaction, string group, OutboxRow row, DateTimeOffset until, CancellationToken cancellation) =>
        RunAsync(transaction, PutOff, parameters => parameters.With(group).With(row.Id).WithText(row.Aggregate).WithTime(until), cancellation);

    /// <summary>Forgets what was done before then, some of it. True where there may be more.</summary>
    public static async Task<bool> CleanAsync(NpgsqlDataSource database, DateTimeOffset before, CancellationToken cancellation)
    {
        const int Most = 5_000;
        await using var command = database.CreateCommand(Clean);
        command.Parameters.WithTime(before).With(Most);
        return await command.ExecuteNonQueryAsync(cancellation) == Most;
    }

    private static async Task RunAsync(NpgsqlTransaction transaction, string sql, Action<NpgsqlParameterCollection> bind, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // Constants of this class alone.
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
#pragma warning restore CA2100
        bind(command.Parameters);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
