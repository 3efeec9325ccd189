using Marquee.Silo.Postgres.Schema;
using Marquee.Tests.Postgres;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Storage;

/// <summary>What the application may do where it connects as a role of its own.</summary>
[Collection("postgres")]
public sealed class AppRoleTests(PostgresFixture postgres) : IAsyncLifetime
{
    private NpgsqlDataSource _database = null!;

    public async Task InitializeAsync()
    {
        _database = NpgsqlDataSource.Create((await postgres.CreateDatabaseAsync()).ConnectionString);
        await RunAsync(
            """
            DO $$ BEGIN CREATE ROLE marquee_app; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$
            """);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task It_works_on_every_table_and_creates_none()
    {
        await new SchemaMigrator().MigrateAsync(_database, CancellationToken.None);

        await RunAsAppAsync("INSERT INTO grain_state (grain_type, grain_key, version, payload, modified_at) VALUES ('a/b', 'c', 1, '', now())");
        await RunAsAppAsync("INSERT INTO outbox (id, topic, type, aggregate, occurred_at, payload) VALUES (gen_random_uuid(), 'a', 'b', 'c', now(), '{}')");
        await RunAsAppAsync("SELECT orleans_write_state(1, 0, 0, 1, 'a/b', 'c', 's', NULL, '')");
        await RunAsAppAsync("DELETE FROM grain_state");
        await RefusedAsync("CREATE TABLE mine (id integer)");
        await RefusedAsync("ALTER TABLE outbox ADD COLUMN mine integer");
        await RefusedAsync("TRUNCATE grain_state");
    }

    [Fact]
    public async Task It_cannot_change_what_Orleans_runs_nor_what_was_applied()
    {
        await new SchemaMigrator().MigrateAsync(_database, CancellationToken.None);

        await RunAsAppAsync("SELECT querytext FROM orleansquery");
        await RefusedAsync("UPDATE orleansquery SET querytext = ''");
        await RefusedAsync("DELETE FROM schema_version");
    }

    [Fact]
    public async Task It_works_on_tables_of_later_scripts_too()
    {
        await new SchemaMigrator().MigrateAsync(_database, CancellationToken.None);
        var later = new SchemaScript(9999, "later", "CREATE TABLE later (id integer GENERATED ALWAYS AS IDENTITY, name text)");

        await new SchemaMigrator([.. SchemaScript.Embedded, later]).MigrateAsync(_database, CancellationToken.None);

        await RunAsAppAsync("INSERT INTO later (name) VALUES ('a')");
    }

    private async Task RefusedAsync(string sql) =>
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => RunAsAppAsync(sql))).SqlState);

    private async Task RunAsAppAsync(string sql)
    {
        await using var connection = await _database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("SET LOCAL ROLE marquee_app; " + sql, connection, transaction);
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private async Task RunAsync(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
