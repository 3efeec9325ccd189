using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Marquee.Silo.Postgres.Outbox;
using Marquee.Silo.Postgres.Schema;
using Marquee.Silo.Postgres.Storage;
using Marquee.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Storage;

[Collection("postgres")]
public sealed class BatchWriterTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_writer_that_stops_answers_all_it_has_taken_and_takes_no_more()
    {
        await using var database = NpgsqlDataSource.Create((await postgres.CreateDatabaseAsync()).ConnectionString);
        await new SchemaMigrator().MigrateAsync(database, CancellationToken.None);
        var writer = NewWriter(database, new HotStorageOptions { BatchRows = 7, QueueRows = 20 });
        // More than the queue holds: some callers wait for room.
        var writes = Enumerable.Range(0, 20).Select(n => writer.WriteAsync(Row($"{n}"))).ToArray();

        writer.Start();
        var late = Enumerable.Range(20, 100).Select(n => writer.WriteAsync(Row($"{n}"))).ToArray();
        Assert.All(await Task.WhenAll(late), Assert.True);
        await writer.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.All(writes, write => Assert.True(write.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<ChannelClosedException>(() => writer.WriteAsync(Row("too late")));
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_fails_every_caller()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Timeout=2");
        var writer = NewWriter(nowhere, new HotStorageOptions());
        var writes = Enumerable.Range(0, 5).Select(n => writer.WriteAsync(Row($"{n}"))).ToArray();

        writer.Start();

        foreach (var write in writes)
            await Assert.ThrowsAsync<StorageWriteException>(() => write.WaitAsync(TimeSpan.FromSeconds(20)));
        await writer.StopAsync(CancellationToken.None);
    }

    private static RowWrite Row(string key) => new("tested/counter", key, Etag.None, [1], []);

    private static BatchWriter NewWriter(NpgsqlDataSource database, HotStorageOptions options)
    {
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        return new BatchWriter(database, options, new OutboxSignal(TimeProvider.System), new HotStorageMetrics(meters),
            TimeProvider.System, NullLogger<BatchWriter>.Instance);
    }
}
