using Marquee.Silo.Ledger;
using Marquee.Silo.Postgres.Schema;
using Marquee.Tests.Postgres;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Storage;

/// <summary>What the application may do where it connects as a role of its own.</summary>
[Collection("postgres")]
public sealed class AppRoleTests(PostgresFixture postgres) : IAsyncLifetime
{
    private NpgsqlDataSource _migrator = null!;
    private NpgsqlDataSource _app = null!;

    public async Task InitializeAsync()
    {
        var database = await postgres.CreateDatabaseAsync();
        _migrator = DataSource(postgres.Server.MigratorConnectionString, database);
        _app = DataSource(postgres.Server.AppConnectionString, database);
        await using var superuser = NpgsqlDataSource.Create(database.ConnectionString);
        await RunAsync(superuser, $"ALTER DATABASE {database.Name} OWNER TO {new NpgsqlConnectionStringBuilder(postgres.Server.MigratorConnectionString).Username}");
        await new SchemaMigrator().MigrateAsync(_migrator, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _migrator.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task It_works_on_every_table_and_creates_none()
    {
        await RunAsync(_app, "INSERT INTO grain_state (grain_type, grain_key, version, payload, modified_at) VALUES ('a/b', 'c', 1, '', now())");
        await RunAsync(_app, "INSERT INTO outbox (id, topic, type, aggregate, occurred_at, payload) VALUES (gen_random_uuid(), 'a', 'b', 'c', now(), '{}')");
        await RunAsync(_app, "SELECT orleans_write_state(1, 0, 0, 1, 'a/b', 'c', 's', NULL, '')");
        await RunAsync(_app, "DELETE FROM grain_state");
        await RunAsync(_app, "INSERT INTO notification_delivery (id, event_id, kind, booking, customer, status, facts, created_at, due_at) VALUES ('00000000-0000-0000-0000-000000000001', gen_random_uuid(), 'a', 'b', 'c', 'sent', '{}', now(), now())");
        await RunAsync(_app, "INSERT INTO notification_attempt (delivery, number, began_at, outcome) VALUES ('00000000-0000-0000-0000-000000000001', 1, now(), 'sent')");
        await RunAsync(_app, "UPDATE notification_delivery SET status = 'sending'");
        await RunAsync(_app, "INSERT INTO notification_device (id, customer, token, platform, created_at) VALUES (gen_random_uuid(), 'a', 'b', 'web', now())");
        await RunAsync(_app, "DELETE FROM notification_device");
        await RefusedAsync("CREATE TABLE mine (id integer)");
        await RefusedAsync("ALTER TABLE outbox ADD COLUMN mine integer");
        await RefusedAsync("TRUNCATE grain_state");
    }

    [Fact]
    public async Task It_cannot_change_what_Orleans_runs_nor_what_was_applied()
    {
        await RunAsync(_app, "SELECT querytext FROM orleansquery");
        await RefusedAsync("UPDATE orleansquery SET querytext = ''");
        await RefusedAsync("DELETE FROM schema_version");
    }

    [Fact]
    public async Task It_writes_the_books_and_never_changes_them()
    {
        await RunAsync(_app, "INSERT INTO ledger (event_id, line, account, amount, currency, operation, reference, at) VALUES (gen_random_uuid(), 0, 'a', 1, 'INR', 'b', 'c', now())");
        await RefusedAsync("UPDATE ledger SET amount = 2");
        await RefusedAsync("DELETE FROM ledger");
    }

    [Fact]
    public async Task It_adds_to_the_audit_log_and_never_changes_it()
    {
        const string Add = "INSERT INTO audit_log (id, at, kind, actor, subject, detail) VALUES (gen_random_uuid(), now(), 'a', 'system', 'b', 'c')";
        await RunAsync(_app, Add);
        await RefusedAsync("UPDATE audit_log SET actor = 'somebody else'");
        await RefusedAsync("DELETE FROM audit_log");
        await RefusedAsync("TRUNCATE audit_log");

        foreach (var change in new[] { "UPDATE audit_log SET actor = 'somebody else'", "DELETE FROM audit_log", "TRUNCATE audit_log" })
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => RunAsync(_migrator, change))).SqlState);
        await RunAsync(_app, Add);
    }

    [Fact]
    public async Task Nor_may_a_role_that_was_there_before_the_log()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var migrator = DataSource(postgres.Server.MigratorConnectionString, database);
        await using var superuser = NpgsqlDataSource.Create(database.ConnectionString);
        await RunAsync(superuser, $"ALTER DATABASE {database.Name} OWNER TO {new NpgsqlConnectionStringBuilder(postgres.Server.MigratorConnectionString).Username}");
        await new SchemaMigrator([.. SchemaScript.Embedded.Where(script => script.Number < 60)]).MigrateAsync(migrator, CancellationToken.None);
        await new SchemaMigrator().MigrateAsync(migrator, CancellationToken.None);
        // Its trigger aside, which refuses everybody.
        await RunAsync(migrator, "ALTER TABLE audit_log DISABLE TRIGGER USER");

        await using var app = DataSource(postgres.Server.AppConnectionString, database);
        await RunAsync(app, "SELECT FROM audit_log");
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => RunAsync(app, "DELETE FROM audit_log"))).SqlState);
    }

    [Fact]
    public async Task It_compares_journals_in_tables_of_its_session_where_everybody_else_is_shut_out()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var migrator = DataSource(postgres.Server.MigratorConnectionString, database);
        await using var app = DataSource(postgres.Server.AppConnectionString, database);
        await using var superuser = NpgsqlDataSource.Create(database.ConnectionString);
        // As ./run and the compose file make it.
        await RunAsync(superuser, $"ALTER DATABASE {database.Name} OWNER TO {new NpgsqlConnectionStringBuilder(postgres.Server.MigratorConnectionString).Username}");
        await RunAsync(superuser, $"REVOKE ALL ON DATABASE {database.Name} FROM PUBLIC");
        await RunAsync(superuser, $"GRANT CONNECT ON DATABASE {database.Name} TO marquee_app");
        await new SchemaMigrator().MigrateAsync(migrator, CancellationToken.None);

        await using var connection = await app.OpenConnectionAsync();
        var comparison = new Comparison(connection);
        await comparison.BeginAsync(CancellationToken.None);
        Assert.Equal((0, 0), await comparison.CompareAsync(["sandbox"], null, null, DateTimeOffset.UnixEpoch, CancellationToken.None));
        await comparison.EndAsync();
    }

    [Fact]
    public async Task It_writes_read_models_anew()
    {
        await RunAsync(_app, "INSERT INTO read_model_rebuild (id, status, step, started_at, updated_at) VALUES ('job_1', 'running', 'movies', now(), now())");
        await RunAsync(_app, "SELECT FROM read_model_rebuild FOR UPDATE SKIP LOCKED");
        foreach (var table in new[] { "booking_sale", "booking_view", "refund_view", "movie_view", "theater_view", "show_view", "search_word" }) await RunAsync(_app, $"DELETE FROM {table}");
        await RunAsync(_app, "SELECT pg_current_wal_lsn()");
    }

    [Fact]
    public async Task It_works_on_tables_of_later_scripts_too()
    {
        var later = new SchemaScript(9999, "later", "CREATE TABLE later (id integer GENERATED ALWAYS AS IDENTITY, name text)");

        await new SchemaMigrator([.. SchemaScript.Embedded, later]).MigrateAsync(_migrator, CancellationToken.None);

        await RunAsync(_app, "INSERT INTO later (name) VALUES ('a')");
    }

    [Fact]
    public async Task It_may_be_the_migrator_too()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var both = NpgsqlDataSource.Create(database.ConnectionString);
        await RunAsync(both, $"ALTER DATABASE {database.Name} OWNER TO marquee_app");
        await using var app = DataSource(postgres.Server.AppConnectionString, database);

        await new SchemaMigrator().MigrateAsync(app, CancellationToken.None);

        await RunAsync(app, "SELECT version FROM grain_state");
    }

    private async Task RefusedAsync(string sql) =>
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => RunAsync(_app, sql))).SqlState);

    private static NpgsqlDataSource DataSource(string connectionString, TestDatabase database) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Database = database.Name });

    private static async Task RunAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
