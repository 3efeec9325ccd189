using Marquee.Silo.Postgres;
using Npgsql;

namespace Marquee.Silo.ReadModels;

/// <summary>What steps have in common.</summary>
internal static class Rows
{
    public static string KeysOf(string table, string column = "id") => $"SELECT {column} FROM {table} WHERE {column} > $1 ORDER BY {column} LIMIT $2";

    public static async Task RunAsync(NpgsqlTransaction transaction, string sql, CancellationToken cancellation, params IReadOnlyList<string[]> keys)
    {
#pragma warning disable CA2100 // Constants of the steps.
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
#pragma warning restore CA2100
        foreach (var some in keys) command.Parameters.With(some);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
