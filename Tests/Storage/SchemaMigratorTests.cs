using Marquee.Silo.Postgres.Schema;
using Marquee.Tests.Postgres;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Storage;

[Collection("postgres")]
public sealed class SchemaMigratorTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Many_migrators_at_once_apply_every_script_once()
    {
        await using var database = await NewDatabaseAsync();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => MigrateAsync(database)));

        Assert.Equal(SchemaScript.Embedded.Count, await ScalarAsync<long>(database, "SELECT count(*) FROM schema_version"));
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await using var database = await NewDatabaseAsync();
        await MigrateAsync(database);
        var before = await ScalarAsync<string>(database, "SELECT string_agg(xmin::text, ',' ORDER BY number) FROM schema_version");

        await MigrateAsync(database);

        Assert.Equal(before, await ScalarAsync<string>(database, "SELECT string_agg(xmin::text, ',' ORDER BY number) FROM schema_version"));
    }

    [Fact]
    public async Task A_script_that_was_changed_after_it_was_applied_is_refused_by_name()
    {
        await using var database = await NewDatabaseAsync();
        await MigrateAsync(database, new SchemaScript(1, "seats", "CREATE TABLE seats (id integer)"));

        var refusal = await Assert.ThrowsAsync<SchemaException>(
            () => MigrateAsync(database, new SchemaScript(1, "seats", "CREATE TABLE seats (id bigint)")));

        Assert.Contains("0001_seats.sql was changed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_endings_are_no_change()
    {
        await using var database = await NewDatabaseAsync();
        await MigrateAsync(database, new SchemaScript(1, "seats", "CREATE TABLE seats\n(id integer)"));

        await MigrateAsync(database, new SchemaScript(1, "seats", "CREATE TABLE seats\r\n(id integer)"));
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_behind_and_what_came_before_stays()
    {
        await using var database = await NewDatabaseAsync();
        SchemaScript first = new(1, "seats", "CREATE TABLE seats (id integer)");

        await Assert.ThrowsAsync<PostgresException>(
            () => MigrateAsync(database, first, new SchemaScript(2, "rows", "CREATE TABLE rows_of_seats (id integer); SELECT 1 / 0")));

        Assert.Equal("seats", await ScalarAsync<string>(database, "SELECT string_agg(name, ',') FROM schema_version"));
        Assert.True(await ScalarAsync<bool>(database, "SELECT to_regclass('seats') IS NOT NULL AND to_regclass('rows_of_seats') IS NULL"));
        await MigrateAsync(database, first, new SchemaScript(2, "rows", "CREATE TABLE rows_of_seats (id integer)"));
    }

    [Fact]
    public void Two_scripts_of_one_number_are_refused() => Assert.Throws<SchemaException>(
        () => new SchemaMigrator([new SchemaScript(3, "a", "SELECT 1"), new SchemaScript(3, "b", "SELECT 1")]));

    private async Task<NpgsqlDataSource> NewDatabaseAsync() => NpgsqlDataSource.Create((await postgres.CreateDatabaseAsync()).ConnectionString);

    private static Task MigrateAsync(NpgsqlDataSource database, params SchemaScript[] scripts) =>
        (scripts.Length == 0 ? new SchemaMigrator() : new SchemaMigrator(scripts)).MigrateAsync(database, CancellationToken.None);

    private static async Task<T> ScalarAsync<T>(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
