using Npgsql;

namespace Marquee.Silo.Postgres.Storage;

/// <summary>Single rows of <c>grain_state</c>: what is done too rarely, or too early in a grain's life, to wait for a batch.</summary>
internal sealed class StateRows(NpgsqlDataSource database, TimeSpan timeout)
{
    /// <summary>Null where there is no row.</summary>
    public async Task<StateRow?> ReadAsync(string type, string key, CancellationToken cancellation)
    {
        await using var command = Command(
            """
            SELECT version, payload, archive
            FROM grain_state
            WHERE grain_type = $1 AND grain_key = $2
            """, type, key);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return null;
        var archive = reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2);
        return new StateRow(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), archive);
    }

    /// <summary>False where the row has another version, or is not there.</summary>
    public async Task<bool> DeleteAsync(string type, string key, long version, CancellationToken cancellation)
    {
        await using var command = Command(
            """
            DELETE FROM grain_state
            WHERE grain_type = $1 AND grain_key = $2 AND version = $3
            """, type, key);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private NpgsqlCommand Command(string sql, string type, string key)
    {
        var command = database.CreateCommand(sql);
        command.CommandTimeout = (int)timeout.TotalSeconds;
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = type });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        return command;
    }
}

/// <param name="Archive">See <see cref="Marquee.Storage.IKeepsArchive"/>; null where nothing was archived.</param>
internal sealed record StateRow(long Version, byte[] Payload, byte[]? Archive);
