using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Tests.Postgres;
using Marquee.Theaters;
using Xunit;

namespace Marquee.Tests.Outbox;

/// <summary>What the relay promises about events that can be taken in.</summary>
[Collection("postgres")]
public sealed class DeliveryTests(PostgresFixture postgres) : IAsyncLifetime
{
    private OutboxDatabase _database = null!;

    public async Task InitializeAsync() => _database = await OutboxDatabase.CreateAsync(postgres);

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Events_reach_the_read_models_and_leave_the_outbox()
    {
        var (movie, booking) = (Raised.New<MovieId>(), Raised.New<BookingId>());
        await _database.PublishAsync(
            Raised.Saved(movie, "First"), Raised.Saved(movie, "Second", 2),
            Raised.Changed(booking, Raised.New<UserId>(), Raised.New<ShowId>(), BookingStatus.Confirmed),
            Raised.Captured(PaymentMethod.Card, 500, booking));

        await using var relay = await RelayHost.StartAsync(_database);
        await _database.DeliveredAsync();

        Assert.Equal("Second", await _database.ScalarAsync<string>("SELECT title FROM movie_view"));
        Assert.Equal("confirmed", await _database.ScalarAsync<string>("SELECT status FROM booking_view"));
        Assert.Equal(2, await _database.ScalarAsync<long>("SELECT count(*) FROM ledger"));
        Assert.Equal(0, await _database.ScalarAsync<long>("SELECT count(*) FROM dead_letter"));
    }

    [Fact]
    public async Task More_events_than_fit_into_a_batch_are_all_delivered_in_order()
    {
        var movie = Raised.New<MovieId>();
        await _database.PublishAsync([.. Enumerable.Range(1, 1_234).Select(version => Raised.Saved(movie, $"Version {version}", version))]);

        await using var relay = await RelayHost.StartAsync(_database);
        await _database.DeliveredAsync();

        Assert.Equal("Version 1234", await _database.ScalarAsync<string>("SELECT title FROM movie_view"));
    }

    [Fact]
    public async Task A_relay_that_dies_in_the_middle_loses_nothing_and_doubles_nothing()
    {
        var events = Enumerable.Range(1, 20).Select(amount => Raised.Captured(PaymentMethod.Card, amount, Raised.New<BookingId>())).ToArray();
        var taken =
            $"""
            INSERT INTO ledger (event_id, line, account, amount, currency, operation, reference, at)
            VALUES ('{events[10].Id}', 0, 'a', 0, 'INR', 'o', 'r', now())
            """;
        await using (await _database.HoldAsync(taken))
        {
            await _database.PublishAsync(events);
            await using var relay = await RelayHost.StartAsync(_database, "doomed");
            // Half of the batch is done and waits for the test's transaction when its backend goes away.
            var backend = await _database.UntilAsync(
                """
                SELECT coalesce(max(pid), 0) FROM pg_stat_activity
                WHERE application_name = 'doomed' AND datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0
                """,
                (int pid) => pid != 0);
            await _database.RunAsync($"SELECT pg_terminate_backend({backend})");
            await _database.UntilAsync($"SELECT count(*) FROM pg_stat_activity WHERE pid = {backend}", (long alive) => alive == 0);
            Assert.Equal(20, await _database.LeftAsync());
            Assert.Equal(0, await _database.ScalarAsync<long>("SELECT count(*) FROM ledger"));
        }

        await using var next = await RelayHost.StartAsync(_database);
        await _database.DeliveredAsync();

        Assert.Equal(40, await _database.ScalarAsync<long>("SELECT count(*) FROM ledger"));
        Assert.Equal(210, await _database.ScalarAsync<decimal>("SELECT sum(amount) FROM ledger WHERE account = 'provider:clearing'"));
        Assert.Equal(0, await _database.ScalarAsync<long>("SELECT count(*) FROM dead_letter"));
    }

    [Fact]
    public async Task The_same_event_again_changes_nothing()
    {
        var captured = Raised.Captured(PaymentMethod.Card, 500, null);
        await using var relay = await RelayHost.StartAsync(_database);
        await _database.PublishAsync(captured);
        await _database.DeliveredAsync();

        await _database.PublishAsync(captured);
        await _database.DeliveredAsync();

        Assert.Equal(2, await _database.ScalarAsync<long>("SELECT count(*) FROM ledger"));
    }

    [Fact]
    public async Task An_older_version_never_overwrites_a_newer_one()
    {
        var (movie, gone, theater) = (Raised.New<MovieId>(), Raised.New<MovieId>(), Raised.New<TheaterId>());
        var (booking, customer, show) = (Raised.New<BookingId>(), Raised.New<UserId>(), Raised.New<ShowId>());
        var details = new TheaterDetails("New", "Pune", "1 Road", new GeoPoint(18.5, 73.8), "Asia/Kolkata", []);
        await _database.PublishAsync(
            Raised.Saved(movie, "New", 3), Raised.Saved(movie, "Old", 2), Raised.Removed(movie, 2),
            Raised.Removed(gone, 2), Raised.Saved(gone, "Back from the dead", 1),
            Raised.Saved(theater, details, 3), Raised.Saved(theater, details with { Name = "Old" }, 2), Raised.Removed(theater, 1),
            Raised.Changed(booking, customer, show, BookingStatus.Confirmed, 2), Raised.Changed(booking, customer, show, BookingStatus.Pending, 1),
            Raised.Withdrawn(show), Raised.Opened(show, movie, theater, Raised.New<ScreenId>(), Raised.Now));

        await using var relay = await RelayHost.StartAsync(_database);
        await _database.DeliveredAsync();

        Assert.Equal("New", await _database.ScalarAsync<string>("SELECT string_agg(title, ',') FROM movie_view WHERE NOT removed"));
        Assert.Equal("New", await _database.ScalarAsync<string>("SELECT string_agg(name, ',') FROM theater_view WHERE NOT removed"));
        Assert.Equal("confirmed", await _database.ScalarAsync<string>("SELECT status FROM booking_view"));
        Assert.True(await _database.ScalarAsync<bool>("SELECT withdrawn FROM show_view"));
        Assert.Equal(0, await _database.ScalarAsync<long>("SELECT count(*) FROM dead_letter"));
    }

    [Fact]
    public async Task A_movie_that_was_removed_can_come_back()
    {
        var movie = Raised.New<MovieId>();
        await _database.PublishAsync(Raised.Saved(movie, "Here"), Raised.Removed(movie, 2), Raised.Saved(movie, "Here again", 3));

        await using var relay = await RelayHost.StartAsync(_database);
        await _database.DeliveredAsync();

        Assert.Equal("Here again", await _database.ScalarAsync<string>("SELECT title FROM movie_view WHERE NOT removed"));
    }
}
