using System.Data;
using Npgsql;

namespace Marquee.Silo.Postgres.Storage;

/// <summary>Writes a batch: states and the events of those that landed, one statement, so one round trip and one transaction.</summary>
internal sealed class BatchStatement(NpgsqlDataSource database, TimeSpan timeout) : IAsyncDisposable
{
    // One search of the primary key for each row is the right plan whatever the table holds. Left to statistics, a plan made while the
    // table was nearly empty reads all of it, and stays until the next analyze: hundreds of milliseconds a batch.
    internal const string OnlySearchByKey =
        """
        SET enable_seqscan = off;
        SET enable_bitmapscan = off;
        SET enable_hashjoin = off;
        SET enable_mergejoin = off;
        SET plan_cache_mode = force_generic_plan
        """;

    // "IS TRUE" keeps the two look-ups from being made joins: those would be nested loops here, whose time grows with the square of the rows,
    // where a look-up is one in a hash table. With 140 rows all of the statement takes less than half as long.
    internal const string Sql =
        """
        WITH incoming AS (
          SELECT r.grain_type, r.grain_key, r.version, r.payload, r.archive, r.place
          FROM unnest($1, $2, $3, $4, $5) WITH ORDINALITY AS r (grain_type, grain_key, version, payload, archive, place)),
        updated AS (
          UPDATE grain_state g
          SET version = i.version + 1, payload = i.payload, archive = coalesce(i.archive, g.archive), modified_at = now()
          FROM incoming i
          WHERE i.version > 0 AND g.grain_type = i.grain_type AND g.grain_key = i.grain_key AND g.version = i.version
          RETURNING i.place),
        inserted AS (
          INSERT INTO grain_state (grain_type, grain_key, version, payload, archive, modified_at)
          SELECT i.grain_type, i.grain_key, 1, i.payload, i.archive, now()
          FROM incoming i
          WHERE i.version = 0
          ON CONFLICT DO NOTHING
          RETURNING grain_type, grain_key),
        landed AS (
          SELECT place FROM updated
          UNION ALL
          SELECT i.place FROM incoming i
          WHERE i.version = 0 AND ((i.grain_type, i.grain_key) IN (SELECT n.grain_type, n.grain_key FROM inserted n)) IS TRUE),
        events AS (
          INSERT INTO outbox (id, topic, type, aggregate, occurred_at, payload)
          SELECT e.id, e.topic, e.type, e.aggregate, e.occurred_at, e.payload
          FROM unnest($6, $7, $8, $9, $10, $11, $12) WITH ORDINALITY
            AS e (row_place, id, topic, type, aggregate, occurred_at, payload, place)
          WHERE (e.row_place IN (SELECT l.place FROM landed l)) IS TRUE
          ORDER BY e.place)
        SELECT place FROM landed
        """;

    private readonly RowColumns _rows = new();
    private readonly EventColumns _events = new();
    private NpgsqlConnection? _connection;

    /// <summary>Answers, row by row, whether it landed.</summary>
    public async Task<bool[]> ExecuteAsync(ArraySegment<RowWrite> rows)
    {
        _rows.Fill(rows);
        _events.Fill(rows);
        await using var command = new NpgsqlCommand(Sql, await ConnectionAsync()) { CommandTimeout = (int)timeout.TotalSeconds };
        _rows.Bind(command);
        _events.Bind(command);
        await command.PrepareAsync();

        var landed = new bool[rows.Count];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) landed[reader.GetInt64(0) - 1] = true;
        return landed;
    }

    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Kept from batch to batch, and replaced once it is broken.</summary>
    private async Task<NpgsqlConnection> ConnectionAsync()
    {
        if (_connection is { State: ConnectionState.Open }) return _connection;
        await DisposeAsync();
        _connection = null;
        var fresh = await database.OpenConnectionAsync();
        try
        {
            await using var settings = new NpgsqlCommand(OnlySearchByKey, fresh);
            await settings.ExecuteNonQueryAsync();
        }
        catch
        {
            await fresh.DisposeAsync();
            throw;
        }

        return _connection = fresh;
    }
}
