using Marquee.Silo.Postgres.Storage;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Storage;

/// <summary>The table behind a provider, seen past the silo.</summary>
internal sealed class StateTable(NpgsqlDataSource database, StorageProvider provider)
{
    public string Table => provider == StorageProvider.Batched ? "grain_state" : "orleans_state";

    public string KeyColumn => provider == StorageProvider.Batched ? "grain_key" : "grain_id_extension";

    public string UniqueConstraint => provider == StorageProvider.Batched ? "grain_state_pk" : "orleans_state_uq";

    public Task<long> CountAsync(string key) => ScalarAsync<long>($"SELECT count(*) FROM {Table} WHERE {KeyColumn} = '{key}'");

    public Task<byte[]> PayloadAsync(string key) => ScalarAsync<byte[]>($"SELECT payload FROM {Table} WHERE {KeyColumn} = '{key}'");

    public Task<string[]> EventsAsync(string aggregate) => ScalarAsync<string[]>(
        $"SELECT coalesce(array_agg(type ORDER BY position), ARRAY[]::text[]) FROM outbox WHERE aggregate = '{aggregate}'");

    /// <summary>Whoever writes the row now waits until the answer is disposed.</summary>
    public async Task<IAsyncDisposable> LockAsync(string key)
    {
        var connection = await database.OpenConnectionAsync();
        await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand($"SELECT 1 FROM {Table} WHERE {KeyColumn} = '{key}' FOR UPDATE", connection);
        Assert.NotNull(await command.ExecuteScalarAsync());
        return connection;
    }

    /// <summary>The backend that waits for whoever holds the lock on the row.</summary>
    public Task<int> WaitingForAsync(string key) => UntilAsync(
        $"""
        SELECT coalesce(max(waiting.pid), 0)
        FROM pg_stat_activity waiting, pg_stat_activity holding
        WHERE holding.pid = ANY (pg_blocking_pids(waiting.pid)) AND holding.datname = current_database()
          AND holding.state = 'idle in transaction' AND holding.query LIKE '%{key}%'
        """,
        (int backend) => backend != 0);

    public Task TerminateAsync(int backend) => ScalarAsync<bool>($"SELECT pg_terminate_backend({backend})");

    public async Task RunAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private async Task<T> UntilAsync<T>(string sql, Func<T, bool> reached)
    {
        var deadline = DateTime.UtcNow.AddSeconds(20);
        while (true)
        {
            var value = await ScalarAsync<T>(sql);
            if (reached(value)) return value;
            Assert.True(DateTime.UtcNow < deadline, $"Still not so after 20 s: {sql}");
            await Task.Delay(10);
        }
    }
}
