using Marquee.Silo.Postgres;
using Npgsql;

namespace Marquee.Silo.Outbox;

/// <summary>The outbox as its reader sees it.</summary>
internal static class OutboxTable
{
    /// <summary>The oldest events of a topic that are visible, but none of the aggregates that are to rest.</summary>
    public static async Task<List<OutboxRow>> OldestAsync(
        NpgsqlConnection connection, string topic, string[] resting, int most, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT id, type, aggregate, occurred_at, payload
            FROM outbox
            WHERE topic = $1 AND NOT aggregate = ANY ($2)
            ORDER BY position
            LIMIT $3
            """, connection);
        command.Parameters.With(topic).With(resting).With(most);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<OutboxRow>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(new OutboxRow(
                reader.GetGuid(0), topic, reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<byte[]>(4)));
        }

        return rows;
    }

    public static NpgsqlBatchCommand Delete(Guid[] events)
    {
        var delete = new NpgsqlBatchCommand("DELETE FROM outbox WHERE id = ANY ($1)");
        delete.Parameters.With(events);
        return delete;
    }
}
