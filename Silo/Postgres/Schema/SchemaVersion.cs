using Npgsql;

namespace Marquee.Silo.Postgres.Schema;

/// <summary>The table that lists which scripts a database has had.</summary>
internal readonly struct SchemaVersion(NpgsqlTransaction transaction)
{
    public Task CreateAsync(CancellationToken cancellation) => transaction.RunAsync(
        """
        CREATE TABLE IF NOT EXISTS schema_version
        (
          number integer NOT NULL,
          name text NOT NULL,
          checksum text NOT NULL,
          applied_at timestamptz NOT NULL DEFAULT now(),

          CONSTRAINT schema_version_pk PRIMARY KEY (number)
        )
        """, cancellation);

    /// <summary>Null where the script was not applied.</summary>
    public async Task<string?> ChecksumAsync(int number, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT checksum FROM schema_version WHERE number = $1", transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<int> { TypedValue = number } },
        };
        return (string?)await command.ExecuteScalarAsync(cancellation);
    }

    public async Task RecordAsync(SchemaScript script, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO schema_version (number, name, checksum) VALUES ($1, $2, $3)", transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<int> { TypedValue = script.Number },
                new NpgsqlParameter<string> { TypedValue = script.Name },
                new NpgsqlParameter<string> { TypedValue = script.Checksum },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
