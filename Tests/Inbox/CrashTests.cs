using Marquee.Bookings;
using Marquee.Silo.Inbox;
using Marquee.Tests.Outbox;
using Marquee.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marquee.Tests.Inbox;

/// <summary>A worker that goes away in the middle of an event.</summary>
[Collection("postgres")]
public sealed class CrashTests(PostgresFixture postgres) : IAsyncLifetime
{
    private OutboxDatabase _database = null!;

    public async Task InitializeAsync() => _database = await OutboxDatabase.CreateAsync(postgres);

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task What_it_had_in_hand_is_taken_again_by_another_and_costs_no_try()
    {
        var (begun, never) = (new TaskCompletionSource(), new TaskCompletionSource());
        var doomed = new Told((_, _, _) =>
        {
            begun.TrySetResult();
            return never.Task;
        });
        // With one hand, and that full, it cannot take the event again itself.
        await using var dying = await StartAsync(doomed, "dying", hands: 1);
        await _database.PublishAsync(Raised.Changed(Raised.New<BookingId>(), Raised.New<UserId>(), Raised.New<ShowId>(), BookingStatus.Confirmed));
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var heir = new Told();
        await using var living = await StartAsync(heir, "living");
        await Task.Delay(200);
        Assert.Empty(heir.Calls);
        Assert.Equal(0, await _database.ScalarAsync<long>("SELECT count(*) FROM inbox WHERE done_at IS NOT NULL"));

        // As when its process is killed: the server notices, and that is all that happens.
        await _database.RunAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dying' AND state = 'idle in transaction' AND datname = current_database()");
        await _database.DeliveredAsync();

        Assert.Single(heir.Calls);
        Assert.Equal(0, await _database.ScalarAsync<int>("SELECT attempts FROM inbox"));
        never.SetResult();
    }

    [Fact]
    public async Task A_stop_gives_back_what_is_in_hand()
    {
        var begun = new TaskCompletionSource();
        var slow = new Told((_, _, cancellation) =>
        {
            begun.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancellation);
        });
        await using (await StartAsync(slow, "slow"))
        {
            await _database.PublishAsync(Raised.Changed(Raised.New<BookingId>(), Raised.New<UserId>(), Raised.New<ShowId>(), BookingStatus.Confirmed));
            await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(0, await _database.ScalarAsync<int>("SELECT attempts FROM inbox WHERE done_at IS NULL"));
        var next = new Told();
        await using var host = await StartAsync(next, "next");
        await _database.DeliveredAsync();
        Assert.Single(next.Handled);
    }

    private Task<RelayHost> StartAsync(Told told, string name, int hands = 4) => RelayHost.StartAsync(
        _database, name,
        add: services => services.AddSingleton(told).AddEventHandler<Told>(Told.Group).Configure<InboxOptions>(inbox => inbox.Concurrency = hands));
}
