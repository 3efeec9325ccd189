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
          WHERE topic = $1 AND NOT aggregate = ANY ($2)
          ORDER BY position
          LIMIT $3))
        RETURNING position, id, type, aggregate, occurred_at, payload
        """;

    /// <summary>
    /// Takes the oldest events of a topic that are visible, but none of the aggregates that are to rest, out of the outbox: for good once
    /// the transaction commits in which the connection is.
    /// </summary>
    public static async Task<List<OutboxRow>> TakeOldestAsync(
        NpgsqlConnection connection, string topic, string[] resting, int most, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Take, connection);
        command.Parameters.With(topic).With(resting).With(most);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<OutboxRow>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(new OutboxRow(
                reader.GetInt64(0), reader.GetGuid(1), topic, reader.GetString(2), reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4),
                reader.GetFieldValue<byte[]>(5)));
        }

        rows.Sort(static (one, other) => one.Position.CompareTo(other.Position));
        return rows;
    }

    public static async Task DeleteAsync(NpgsqlConnection connection, string topic, long[] positions, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("DELETE FROM outbox WHERE topic = $1 AND position = ANY ($2)", connection);
        command.Parameters.With(topic).With(positions);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
