using Marquee.Silo.Postgres.Schema;
using Marquee.Storage;
using Marquee.Tests.Postgres;
using Npgsql;
using NpgsqlTypes;
using Xunit;

namespace Marquee.Tests.Outbox;

/// <summary>A database with our schema, seen past the relay.</summary>
internal sealed class OutboxDatabase(TestDatabase database) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(database.ConnectionString);

    public string ConnectionString => database.ConnectionString;

    public static async Task<OutboxDatabase> CreateAsync(PostgresFixture postgres)
    {
        var created = new OutboxDatabase(await postgres.CreateDatabaseAsync());
        await new SchemaMigrator().MigrateAsync(created._database, CancellationToken.None);
        return created;
    }

    /// <summary>Writes the events as storage does, in one transaction and in this order.</summary>
    public async Task PublishAsync(params OutboxEvent[] events)
    {
        await using var batch = _database.CreateBatch();
        foreach (var raised in events)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                "INSERT INTO outbox (id, topic, type, aggregate, occurred_at, payload) VALUES ($1, $2, $3, $4, $5, $6)")
            {
                Parameters =
                {
                    new() { Value = raised.Id },
                    new() { Value = raised.Topic },
                    new() { Value = raised.Type },
                    new() { Value = raised.Aggregate },
                    new() { Value = raised.OccurredAt },
                    new() { Value = raised.Payload.ToArray(), NpgsqlDbType = NpgsqlDbType.Json },
                },
            });
        }

        await batch.ExecuteNonQueryAsync();
    }

    public Task<long> LeftAsync() => ScalarAsync<long>("SELECT count(*) FROM outbox");

    /// <summary>Waits until nobody has anything to do any more.</summary>
    public Task DeliveredAsync() => UntilAsync(
        "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM inbox WHERE done_at IS NULL)", (long left) => left == 0);

    /// <summary>A transaction of the test's own, which holds what it changed until it is disposed, and then undoes it.</summary>
    public async Task<IAsyncDisposable> HoldAsync(string change)
    {
        var connection = await _database.OpenConnectionAsync();
        await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(change, connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    public async Task RunAsync(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task<T> UntilAsync<T>(string sql, Func<T, bool> reached)
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            var value = await ScalarAsync<T>(sql);
            if (reached(value)) return value;
            Assert.True(DateTime.UtcNow < deadline, $"Still {value} after 30 s: {sql}");
            await Task.Delay(10);
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
