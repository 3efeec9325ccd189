using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres.Outbox;
using Marquee.Storage;
using Marquee.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Outbox;

/// <summary>Of many relays one works, and none is missed for long.</summary>
[Collection("postgres")]
public sealed class TakeoverTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Holders =
        """
        SELECT coalesce(string_agg(DISTINCT a.application_name, ','), '')
        FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'advisory' AND l.classid = 7277002 AND l.granted AND a.datname = current_database()
        """;

    private OutboxDatabase _database = null!;

    public async Task InitializeAsync() => _database = await OutboxDatabase.CreateAsync(postgres);

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Another_relay_works_only_once_the_connection_of_the_first_is_gone()
    {
        // The first comes back so late that the second is there before it.
        await using var first = await RelayHost.StartAsync(_database, "first", pollMilliseconds: 5_000);
        await HeldAsync("first", 3);
        await using var second = await RelayHost.StartAsync(_database, "second");
        await _database.PublishAsync(Raised.Saved(Raised.New<MovieId>(), "One"));
        await _database.DeliveredAsync();
        Assert.Equal("first", await _database.ScalarAsync<string>(Holders));

        await _database.RunAsync(
            """
            SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.classid = 7277002 AND a.datname = current_database()
            """);
        await HeldAsync("second", 3);
        await _database.PublishAsync(Raised.Saved(Raised.New<MovieId>(), "Two"));
        await _database.DeliveredAsync();

        Assert.Equal("second", await _database.ScalarAsync<string>(Holders));
        Assert.Equal(2, await _database.ScalarAsync<long>("SELECT count(*) FROM movie_view"));
    }

    [Fact]
    public async Task A_relay_that_is_stopped_gives_its_topics_back()
    {
        await using (await RelayHost.StartAsync(_database, "first")) await HeldAsync("first", 3);

        await using var second = await RelayHost.StartAsync(_database, "second");

        await HeldAsync("second", 3);
    }

    [Fact]
    public async Task A_signal_in_a_silo_that_has_no_topic_wakes_the_one_that_has()
    {
        await using var first = await RelayHost.StartAsync(_database, "first", pollMilliseconds: 5_000);
        await HeldAsync("first", 3);
        await using var second = await RelayHost.StartAsync(_database, "second", pollMilliseconds: 5_000);
        await _database.PublishAsync(Raised.Saved(Raised.New<MovieId>(), "One"));

        second.Services.GetRequiredService<OutboxSignal>().Notify(Topics.Catalog);

        var began = TimeProvider.System.GetTimestamp();
        await _database.DeliveredAsync();
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Who_is_told_to_stop_while_it_waits_gives_its_topic_back_at_once()
    {
        await using var database = NpgsqlDataSource.Create(_database.ConnectionString);
        var signal = new OutboxSignal(TimeProvider.System);
        // Many at once, and each of them several times: a wait that takes a moment to end must not be left behind.
        await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Task.Run(async () =>
        {
            for (var times = 0; times < 5; times++)
            {
                using var stopping = new CancellationTokenSource();
                var session = await TopicSession.TryOpenAsync($"topic {number}", database, signal, CancellationToken.None);
                Assert.NotNull(session);
                var waiting = session.WaitAsync(TimeSpan.FromMinutes(5), stopping.Token);
                await stopping.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
                await session.DisposeAsync();
            }
        })));
    }

    [Fact]
    public async Task A_relay_that_hangs_loses_its_topic()
    {
        await using var database = NpgsqlDataSource.Create(_database.ConnectionString);
        var signal = new OutboxSignal(TimeProvider.System);
        await using var hanging = await TopicSession.TryOpenAsync("topic", database, signal, CancellationToken.None);
        Assert.NotNull(hanging);
        Assert.Null(await TopicSession.TryOpenAsync("topic", database, signal, CancellationToken.None));

        // Nothing is asked of the session any more, so the server ends it.
        await _database.UntilAsync(
            """
            SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
            WHERE l.locktype = 'advisory' AND l.classid = 7277002 AND d.datname = current_database()
            """,
            (long held) => held == 0);

        await using var next = await TopicSession.TryOpenAsync("topic", database, signal, CancellationToken.None);
        Assert.NotNull(next);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => hanging.WaitAsync(TimeSpan.FromSeconds(5), CancellationToken.None));
    }

    private async Task HeldAsync(string name, long topics)
    {
        await _database.UntilAsync(
            $"""
            SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.classid = 7277002 AND l.granted AND a.datname = current_database() AND a.application_name = '{name}'
            """,
            (long held) => held == topics);
    }
}
