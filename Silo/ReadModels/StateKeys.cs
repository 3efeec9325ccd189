using Marquee.Silo.Postgres;
using Npgsql;

namespace Marquee.Silo.ReadModels;

/// <summary>State of the grains of a step, in whichever storage it is. The type is written into the statements, so that the indexes serve.</summary>
internal sealed class StateKeys(IRebuildStep step)
{
    private readonly string _keys =
        $"""
        SELECT key FROM (
          (SELECT grain_key AS key FROM grain_state WHERE grain_type = '{step.StateType}' AND grain_key > $1 ORDER BY grain_key LIMIT $2)
          UNION
          (SELECT grain_id_extension FROM orleans_state WHERE grain_type = '{step.StateType}' AND grain_id_extension > $1 ORDER BY grain_id_extension LIMIT $2)
          UNION
          ({string.Join(") UNION (", step.KeysOfRows)})) AS keys
        ORDER BY key
        LIMIT $2
        """;

    private readonly string _states =
        $"""
        SELECT grain_key, payload, modified_at FROM grain_state WHERE grain_type = '{step.StateType}' AND grain_key = ANY ($1)
        UNION ALL
        SELECT grain_id_extension, payload, modified_at FROM orleans_state
        WHERE grain_type = '{step.StateType}' AND grain_id_extension = ANY ($1) AND payload IS NOT NULL
        """;

    private readonly string _count =
        $"""
        SELECT (SELECT count(*) FROM grain_state WHERE grain_type = '{step.StateType}')
          + (SELECT count(*) FROM orleans_state WHERE grain_type = '{step.StateType}')
        """;

    public IRebuildStep Step => step;

    /// <summary>The next keys of grains that have state, or rows, or both.</summary>
    public async Task<string[]> AfterAsync(NpgsqlTransaction transaction, string position, int most, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // Made of constants alone.
        await using var command = new NpgsqlCommand(_keys, transaction.Connection, transaction);
#pragma warning restore CA2100
        command.Parameters.With(position).With(most);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var keys = new List<string>();
        while (await reader.ReadAsync(cancellation)) keys.Add(reader.GetString(0));
        return [.. keys];
    }

    public async Task<List<StoredState>> ReadAsync(NpgsqlTransaction transaction, string[] keys, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // Made of constants alone.
        await using var command = new NpgsqlCommand(_states, transaction.Connection, transaction);
#pragma warning restore CA2100
        command.Parameters.With(keys);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var states = new List<StoredState>();
        while (await reader.ReadAsync(cancellation))
            states.Add(new StoredState(reader.GetString(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<DateTimeOffset>(2)));
        return states;
    }

    public async Task<long> CountAsync(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // Made of constants alone.
        await using var command = new NpgsqlCommand(_count, transaction.Connection, transaction);
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
