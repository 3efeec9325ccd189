using Npgsql;

namespace Marquee.Silo.Postgres.Schema;

internal static class ScriptExecution
{
    /// <summary>Runs a script for as long as it takes: a large table may need minutes, and waiting for another silo's turn too.</summary>
    public static async Task RunAsync(this NpgsqlTransaction transaction, string script, CancellationToken cancellation)
    {
        // The text is code of this assembly, never input.
#pragma warning disable CA2100
        await using var command = new NpgsqlCommand(script, transaction.Connection, transaction) { CommandTimeout = 0 };
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
