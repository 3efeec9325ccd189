using Marquee.Silo.Postgres;
using Npgsql;

namespace Marquee.Silo.Outbox;

/// <summary>The outbox as its reader sees it.</summary>
internal static class OutboxTable
{
    // By their places in the file, so that no index is searched a second time: nobody else moves or removes the events of a topic.
    private const string Take =
        """
        DELETE FROM outbox
        WHERE ctid = ANY (ARRAY (
          SELECT ctid
          FROM outbox
          WHERE topic = $1
          ORDER BY position
          LIMIT $2))
        RETURNING position, id, type, aggregate, occurred_at, payload
        """;

    private const string Oldest =
        """
        SELECT position, id, type, aggregate, occurred_at, payload
        FROM outbox
        WHERE topic = $1
        ORDER BY position
        LIMIT $2
        """;

    /// <summary>
    /// Takes the oldest events of a topic that are visible out of the outbox: for good once the transaction commits in which the connection is.
    /// </summary>
    public static async Task<List<OutboxRow>> TakeOldestAsync(NpgsqlConnection connection, string topic, int most, CancellationToken cancellation)
    {
        var rows = await ReadAsync(connection, Take, topic, most, cancellation);
        rows.Sort(static (one, other) => one.Position.CompareTo(other.Position));
        return rows;
    }

    /// <summary>The oldest events of a topic that are visible. They stay.</summary>
    public static Task<List<OutboxRow>> OldestAsync(NpgsqlConnection connection, string topic, int most, CancellationToken cancellation) =>
        ReadAsync(connection, Oldest, topic, most, cancellation);

    /// <summary>Adds a statement that takes these out.</summary>
    public static void Delete(NpgsqlBatch batch, string topic, List<long> positions) =>
        batch.Add("DELETE FROM outbox WHERE topic = $1 AND position = ANY ($2)").With(topic).With(positions);

    private static async Task<List<OutboxRow>> ReadAsync(NpgsqlConnection connection, string sql, string topic, int most, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // One of the two constants above.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.Parameters.With(topic).With(most);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<OutboxRow>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(new OutboxRow(
                reader.GetInt64(0), reader.GetGuid(1), topic, reader.GetString(2), reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4),
                reader.GetFieldValue<byte[]>(5)));
        }

        return rows;
    }
}
