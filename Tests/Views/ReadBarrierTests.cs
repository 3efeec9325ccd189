using Marquee.Silo.Outbox;
using Marquee.Storage;
using Marquee.Tests.Outbox;
using Marquee.Tests.Postgres;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Views;

[Collection("postgres")]
public sealed class ReadBarrierTests(PostgresFixture postgres) : IAsyncLifetime
{
    private OutboxDatabase _database = null!;
    private NpgsqlDataSource _pool = null!;

    public async Task InitializeAsync()
    {
        _database = await OutboxDatabase.CreateAsync(postgres);
        _pool = NpgsqlDataSource.Create(_database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await _pool.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task It_lets_through_what_waits_once_the_events_before_it_are_gone_whatever_comes_after()
    {
        var barrier = new ReadBarrier(_pool, new StoppedClock());
        await _database.PublishAsync(Raised.Saved(Raised.New<MovieId>(), "Before"));
        var waiting = barrier.WaitAsync(Topics.Catalog);
        // Asked for once and found waiting once: from here on only the first event counts.
        await _database.UntilAsync("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT EXISTS (SELECT FROM outbox%'", (long asked) => asked > 0);
        await _database.PublishAsync(Raised.Saved(Raised.New<MovieId>(), "After"));
        Assert.False(waiting.IsCompleted);

        await _database.RunAsync("DELETE FROM outbox WHERE position = (SELECT min(position) FROM outbox)");

        Assert.True(await waiting.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task It_does_not_wait_for_other_topics()
    {
        await _database.PublishAsync(Raised.Saved(Raised.New<MovieId>(), "Film"));

        Assert.True(await new ReadBarrier(_pool, new StoppedClock()).WaitAsync(Topics.Bookings).WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task It_gives_up_after_a_while()
    {
        await _database.PublishAsync(Raised.Saved(Raised.New<MovieId>(), "Film"));

        Assert.False(await new ReadBarrier(_pool, TimeProvider.System).WaitAsync(Topics.Catalog).WaitAsync(TimeSpan.FromSeconds(20)));
    }

    /// <summary>Its timers run, but patience never ends.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
