using Marquee.Silo.Postgres.Schema;
using Marquee.Silo.Postgres.Storage;
using Marquee.Tests.Postgres;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Storage;

[Collection("postgres")]
public sealed class BatchPlanTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_batch_that_was_planned_on_a_small_table_does_not_read_all_of_a_large_one()
    {
        await using var database = NpgsqlDataSource.Create((await postgres.CreateDatabaseAsync()).ConnectionString);
        await new SchemaMigrator().MigrateAsync(database, CancellationToken.None);
        await RunAsync("ALTER TABLE grain_state SET (autovacuum_enabled = off)");
        await AddRowsAsync(1, 40);
        await RunAsync("ANALYZE grain_state");
        await using var statement = new BatchStatement(database, TimeSpan.FromSeconds(30));
        Assert.All(await statement.ExecuteAsync(new[] { Row("key-1", version: 1) }), Assert.True);

        await AddRowsAsync(41, 50_000);
        Assert.All(await statement.ExecuteAsync(new[] { Row("key-1", version: 2), Row("key-49000", version: 1) }), Assert.True);

        // A session reports what it has read at the latest when it ends.
        await statement.DisposeAsync();
        database.Clear();
        await UntilAsync("SELECT n_tup_upd >= 3 FROM pg_stat_user_tables WHERE relname = 'grain_state'");
        Assert.Equal(0L, await ScalarAsync("SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'grain_state'"));
        Assert.InRange((long)(await ScalarAsync("SELECT idx_tup_fetch FROM pg_stat_user_tables WHERE relname = 'grain_state'"))!, 1, 10);

        Task AddRowsAsync(int first, int last) => RunAsync(
            $"""
            INSERT INTO grain_state (grain_type, grain_key, version, payload, modified_at)
            SELECT 'tested/counter', 'key-' || n, 1, 'x', now() FROM generate_series({first}, {last}) AS n
            """);

        async Task RunAsync(string sql) => await ScalarAsync(sql);

        async Task UntilAsync(string sql)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (await ScalarAsync(sql) is not true) await Task.Delay(20, patience.Token);
        }

        async Task<object?> ScalarAsync(string sql)
        {
            await using var command = database.CreateCommand(sql);
            return await command.ExecuteScalarAsync();
        }
    }

    /// <summary>Nested loops over the rows of a batch take time with the square of them; the one that is left searches the primary key.</summary>
    [Fact]
    public async Task Which_rows_of_a_batch_have_landed_is_looked_up_and_not_searched_for()
    {
        await using var database = NpgsqlDataSource.Create((await postgres.CreateDatabaseAsync()).ConnectionString);
        await new SchemaMigrator().MigrateAsync(database, CancellationToken.None);
        await using var connection = await database.OpenConnectionAsync();
        await using var explain = new NpgsqlCommand(
            $$"""
            {{BatchStatement.OnlySearchByKey}};
            PREPARE batch (text[], text[], bigint[], bytea[], bytea[], bigint[], uuid[], text[], text[], text[], timestamptz[], json[]) AS {{BatchStatement.Sql}};
            EXPLAIN EXECUTE batch ('{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')
            """,
            connection);
        var plan = new List<string>();
        await using var reader = await explain.ExecuteReaderAsync();
        while (await reader.ReadAsync()) plan.Add(reader.GetString(0));

        Assert.Equal(2, plan.Count(line => line.Contains("hashed SubPlan", StringComparison.Ordinal)));
        Assert.Single(plan, line => line.Contains("Nested Loop", StringComparison.Ordinal));
    }

    private static RowWrite Row(string key, long version) => new("tested/counter", key, version, [1], []);
}
