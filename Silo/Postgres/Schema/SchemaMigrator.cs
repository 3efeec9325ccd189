using Npgsql;

namespace Marquee.Silo.Postgres.Schema;

/// <summary>
/// Brings the database to the schema of this release: applies the numbered scripts that <c>schema_version</c> does not list, each in a
/// transaction of its own. Several silos may call it at once; one applies, the others find it done.
/// </summary>
public sealed class SchemaMigrator
{
    private readonly IReadOnlyList<SchemaScript> _scripts;

    public SchemaMigrator() : this(SchemaScript.Embedded) { }

    internal SchemaMigrator(IReadOnlyList<SchemaScript> scripts)
    {
        _scripts = scripts;
        var twice = scripts.GroupBy(script => script.Number).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
            throw new SchemaException($"Two scripts have number {twice.Key:0000}: {string.Join(", ", twice.Select(script => script.Name))}.");
    }

    /// <param name="migrator">Connects as a role that may create tables. Must reach the server itself, or a pool per session.</param>
    /// <exception cref="SchemaException">A script was changed after it had been applied.</exception>
    public async Task MigrateAsync(NpgsqlDataSource migrator, CancellationToken cancellation)
    {
        await using var connection = await migrator.OpenConnectionAsync(cancellation);
        await InTransactionAsync(connection, transaction => new SchemaVersion(transaction).CreateAsync(cancellation), cancellation);

        foreach (var script in _scripts)
            await InTransactionAsync(connection, transaction => ApplyAsync(transaction, script, cancellation), cancellation);

        await InTransactionAsync(connection, transaction => transaction.RunAsync(SchemaScript.AppRole, cancellation), cancellation);
    }

    private static async Task ApplyAsync(NpgsqlTransaction transaction, SchemaScript script, CancellationToken cancellation)
    {
        var versions = new SchemaVersion(transaction);
        var applied = await versions.ChecksumAsync(script.Number, cancellation);
        if (applied == script.Checksum) return;
        if (applied is not null)
        {
            throw new SchemaException(
                $"Script {script.Number:0000}_{script.Name}.sql was changed after it had been applied to this database. " +
                "Restore its text and put the change into a new script.");
        }

        await transaction.RunAsync(script.Sql, cancellation);
        await versions.RecordAsync(script, cancellation);
    }

    private static async Task InTransactionAsync(
        NpgsqlConnection connection, Func<NpgsqlTransaction, Task> work, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Any number does, as long as every release uses the same. The end of the transaction unlocks, however it ends.
        await transaction.RunAsync("SELECT pg_advisory_xact_lock(7277001)", cancellation);
        await work(transaction);
        await transaction.CommitAsync(cancellation);
    }
}
