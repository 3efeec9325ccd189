using Marquee.Bookings;
using Marquee.Tests.Inbox;
using Marquee.Tests.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marquee.Tests.Kafka;

/// <summary>Where brokers, topics, the database or a silo fail.</summary>
public sealed partial class KafkaTests
{
    [Fact]
    public async Task While_the_brokers_are_away_events_pile_up_in_the_outbox_and_afterwards_all_come_once_and_in_order()
    {
        var bookings = Enumerable.Range(0, 10).Select(_ => Raised.New<BookingId>()).ToArray();
        var told = new Told();
        await using var host = await StartAsync(told);
        await _database.PublishAsync([.. bookings.Select(booking => Changed(booking, 1))]);
        await CaughtUpAsync();

        _brokers.Stop();
        for (var version = 2; version <= 31; version++) await _database.PublishAsync([.. bookings.Select(booking => Changed(booking, version))]);
        using var meters = new Meters(host.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
        await meters.UntilAsync("marquee.events.backlog bookings relay", 300);
        // Longer than the session may be silent: the relay must keep it, and what it has in hand.
        await Task.Delay(TimeSpan.FromSeconds(12));
        Assert.Equal(300, await _database.LeftAsync());
        Assert.Equal(10, told.Handled.Count);

        _brokers.Start();
        await CaughtUpAsync();
        Assert.Equal(310, told.Handled.Count);
        foreach (var booking in bookings) Assert.Equal(Enumerable.Range(1, 31), Versions(told, booking));
        Assert.Equal(10, await _database.ScalarAsync<long>("SELECT count(*) FROM booking_view WHERE version = 31"));
        await meters.UntilAsync("marquee.events.backlog bookings relay", 0);
        await meters.UntilAsync("marquee.events.backlog bookings told", 0);
    }

    [Fact]
    public async Task What_passes_is_sent_again_until_it_is_written_and_stays_in_order()
    {
        var bookings = Enumerable.Range(0, 10).Select(_ => Raised.New<BookingId>()).ToArray();
        var told = new Told();
        _brokers.Fail(MockBrokers.Request.Produce, MockBrokers.Failure.NotEnoughReplicas, MockBrokers.Failure.TimedOut, MockBrokers.Failure.NotLeader);
        _brokers.Fail(MockBrokers.Request.OffsetCommit, MockBrokers.Failure.CoordinatorNotAvailable);
        await using var host = await StartAsync(told);
        for (var version = 1; version <= 20; version++) await _database.PublishAsync([.. bookings.Select(booking => Changed(booking, version))]);
        await CaughtUpAsync();

        foreach (var booking in bookings) Assert.Equal(Enumerable.Range(1, 20), Versions(told, booking));
    }

    [Fact]
    public async Task A_topic_that_nobody_may_write_to_keeps_its_events_and_no_others_and_goes_on_once_it_is_open()
    {
        var told = new Told();
        _brokers.FailTopic("bookings", MockBrokers.Failure.TopicAuthorizationFailed);
        await using var host = await StartAsync(told);
        await _database.PublishAsync(Changed(Raised.New<BookingId>(), 1), Raised.Saved(Raised.New<MovieId>(), "A film"));
        await _database.UntilAsync("SELECT count(*) FROM movie_view", (long films) => films == 1);
        Assert.Equal(1, await _database.LeftAsync());

        _brokers.FailTopic("bookings", MockBrokers.Failure.None);
        await CaughtUpAsync();

        Assert.Single(told.Handled);
    }

    [Fact]
    public async Task A_second_silo_shares_the_work_and_takes_all_of_it_over_when_the_first_goes()
    {
        var bookings = Enumerable.Range(0, 20).Select(_ => Raised.New<BookingId>()).ToArray();
        var told = new Told();
        await using var second = await PublishWhileAsync(bookings, 1, 10, () => StartAsync(told, "first"), () => StartAsync(told, "second"));
        await PublishAsync(bookings, 21, 10);
        await CaughtUpAsync();

        foreach (var booking in bookings) Assert.Equal(Enumerable.Range(1, 30), Versions(told, booking));
        Assert.Equal(20, await _database.ScalarAsync<long>("SELECT count(*) FROM booking_view WHERE version = 30"));
        Assert.Equal(0, await _database.ScalarAsync<long>("SELECT count(*) FROM dead_letter"));
    }

    [Fact]
    public async Task While_the_database_fails_what_was_read_is_held_and_taken_in_later()
    {
        var told = new Told();
        await using var host = await StartAsync(told);
        await _database.RunAsync("ALTER TABLE booking_view RENAME TO elsewhere");
        await _database.PublishAsync(Changed(Raised.New<BookingId>(), 1));
        await _database.UntilAsync("SELECT count(*) FROM inbox WHERE done_at IS NOT NULL", (long done) => done == 1);

        await _database.RunAsync("ALTER TABLE elsewhere RENAME TO booking_view");
        await CaughtUpAsync();

        Assert.Equal(1, await _database.ScalarAsync<long>("SELECT count(*) FROM booking_view"));
        Assert.Equal(0, await _database.ScalarAsync<long>("SELECT count(*) FROM dead_letter"));
    }

    /// <summary>Publishes while the first host, then both, then the second alone are at work.</summary>
    private async Task<RelayHost> PublishWhileAsync(BookingId[] bookings, int from, int versions, Func<Task<RelayHost>> startFirst, Func<Task<RelayHost>> startSecond)
    {
        RelayHost second;
        await using (await startFirst())
        {
            await PublishAsync(bookings, from, versions / 2);
            await CaughtUpAsync();
            second = await startSecond();
            await PublishAsync(bookings, from + (versions / 2), versions);
            await PublishAsync(bookings, from + (versions / 2) + versions, versions / 2);
        }

        return second;
    }

    private async Task PublishAsync(BookingId[] bookings, int from, int versions)
    {
        for (var version = from; version < from + versions; version++) await _database.PublishAsync([.. bookings.Select(booking => Changed(booking, version))]);
    }
}
