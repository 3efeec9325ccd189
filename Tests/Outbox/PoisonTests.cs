using Marquee.Tests.Postgres;
using Xunit;

namespace Marquee.Tests.Outbox;

/// <summary>Events that cannot be taken in, and a database that cannot take in any.</summary>
[Collection("postgres")]
public sealed class PoisonTests(PostgresFixture postgres) : IAsyncLifetime
{
    private OutboxDatabase _database = null!;

    public async Task InitializeAsync() => _database = await OutboxDatabase.CreateAsync(postgres);

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task An_event_that_nobody_can_read_ends_in_the_dead_letters_and_the_others_go_on()
    {
        var (sick, well) = (Raised.New<MovieId>(), Raised.New<MovieId>());
        var poison = Raised.Poison(sick.ToString());
        await _database.PublishAsync(Raised.Saved(well, "Before"), poison, Raised.Saved(sick, "After it", 2), Raised.Saved(well, "Beside it", 2));

        await using var relay = await RelayHost.StartAsync(_database);
        await _database.DeliveredAsync();

        Assert.Equal("After it,Beside it", await _database.ScalarAsync<string>("SELECT string_agg(title, ',' ORDER BY title) FROM movie_view"));
        Assert.Equal(poison.Id, await _database.ScalarAsync<Guid>("SELECT id FROM dead_letter"));
        Assert.Equal(10, await _database.ScalarAsync<int>("SELECT attempts FROM dead_letter"));
        Assert.StartsWith("JsonException", await _database.ScalarAsync<string>("SELECT error FROM dead_letter"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_the_database_refuses_ends_there_too()
    {
        await _database.RunAsync("ALTER TABLE movie_view ADD CONSTRAINT no_sequels CHECK (title NOT LIKE '% 2')");
        await _database.PublishAsync(Raised.Saved(Raised.New<MovieId>(), "Film 2"), Raised.Saved(Raised.New<MovieId>(), "Film"));

        await using var relay = await RelayHost.StartAsync(_database);
        await _database.DeliveredAsync();

        Assert.Equal("Film", await _database.ScalarAsync<string>("SELECT string_agg(title, ',') FROM movie_view"));
        Assert.Contains("no_sequels", await _database.ScalarAsync<string>("SELECT error FROM dead_letter"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_no_projection_knows_is_kept_for_one_that_will()
    {
        await _database.PublishAsync(Raised.Withdrawn(Raised.New<ShowId>()) with { Type = "show-moved" });

        await using var relay = await RelayHost.StartAsync(_database);
        await _database.DeliveredAsync();

        Assert.Equal("show-moved", await _database.ScalarAsync<string>("SELECT type FROM dead_letter"));
    }

    [Fact]
    public async Task A_failure_that_is_not_the_events_own_costs_it_no_try()
    {
        await _database.RunAsync("ALTER TABLE movie_view RENAME TO elsewhere");
        await _database.PublishAsync(Raised.Saved(Raised.New<MovieId>(), "Film"));
        await using var relay = await RelayHost.StartAsync(_database, pollMilliseconds: 10);
        // Many more tries than an event has.
        await _database.UntilAsync(
            "SELECT xact_rollback FROM pg_stat_database WHERE datname = current_database()", (long rolledBack) => rolledBack >= 10);
        Assert.Equal(0, await _database.ScalarAsync<long>("SELECT count(*) FROM dead_letter"));

        await _database.RunAsync("ALTER TABLE elsewhere RENAME TO movie_view");
        await _database.DeliveredAsync();

        Assert.Equal("Film", await _database.ScalarAsync<string>("SELECT title FROM movie_view"));
    }
}
