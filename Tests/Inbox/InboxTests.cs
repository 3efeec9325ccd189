using Marquee.Bookings;
using Marquee.Silo.Inbox;
using Marquee.Storage;
using Marquee.Tests.Outbox;
using Marquee.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marquee.Tests.Inbox;

/// <summary>What a handler may rely on.</summary>
[Collection("postgres")]
public sealed class InboxTests(PostgresFixture postgres) : IAsyncLifetime
{
    private OutboxDatabase _database = null!;

    public async Task InitializeAsync() => _database = await OutboxDatabase.CreateAsync(postgres);

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_group_hears_of_each_event_that_it_wants_once_and_in_order_whoever_of_two_silos_handles_it()
    {
        // Shared by both, so that its queue tells the order in which they finished.
        var told = new Told((_, _, cancellation) => Task.Delay(Random.Shared.Next(3), cancellation));
        var bookings = Enumerable.Range(0, 20).Select(_ => Raised.New<BookingId>()).ToArray();
        var events = Enumerable.Range(1, 5).SelectMany(version => bookings.Select(booking => Changed(booking, version))).ToArray();
        await using var one = await StartAsync(told, "one");
        await using var two = await StartAsync(told, "two");

        await _database.PublishAsync([.. events, Raised.Saved(Raised.New<MovieId>(), "A film")]);
        await _database.DeliveredAsync();

        Assert.Equal(100, told.Calls.Count);
        foreach (var booking in bookings)
            Assert.Equal(events.Where(raised => raised.Aggregate == booking.ToString()).Select(raised => raised.Id), Of(told.Handled, booking));
        Assert.Equal(100, await _database.ScalarAsync<long>("SELECT count(*) FROM inbox WHERE payload IS NULL AND consumer = 'told'"));
        Assert.Equal(20, await _database.ScalarAsync<long>("SELECT count(*) FROM booking_view"));
    }

    [Fact]
    public async Task A_failure_is_tried_again_while_later_events_of_its_aggregate_wait_and_all_others_go_on()
    {
        var (sick, well) = (Raised.New<BookingId>(), Raised.New<BookingId>());
        var first = Changed(sick, 1);
        var refusing = true;
        var told = new Told((row, _, _) => row.Id == first.Id && refusing ? throw new HttpRequestException("No route to the mail") : Task.CompletedTask);
        await using var host = await StartAsync(told, options: inbox => inbox.MostTries = 50);

        await _database.PublishAsync(first, Changed(sick, 2), Changed(well, 1), Changed(well, 2));
        await UntilAsync(() => told.Calls.Count(row => row.Id == first.Id) > 3 && Of(told.Handled, well).Count == 2);
        Assert.Empty(Of(told.Handled, sick));
        Assert.Equal(0, await _database.LeftAsync());

        refusing = false;
        await _database.DeliveredAsync();
        Assert.Equal(2, Of(told.Handled, sick).Count);
        Assert.Equal(first.Id, Of(told.Handled, sick)[0]);
        Assert.Equal(0, await _database.ScalarAsync<long>("SELECT count(*) FROM dead_letter"));
    }

    [Fact]
    public async Task After_the_last_try_it_is_a_dead_letter_with_its_reason_and_its_aggregate_goes_on()
    {
        var booking = Raised.New<BookingId>();
        var poison = Changed(booking, 1);
        var told = new Told((row, _, _) => row.Id == poison.Id ? throw new InvalidOperationException("I choke on this") : Task.CompletedTask);
        await using var host = await StartAsync(told, options: inbox => inbox.MostTries = 3);

        await _database.PublishAsync(poison, Changed(booking, 2));
        await _database.DeliveredAsync();

        Assert.Equal(3, told.Calls.Count(row => row.Id == poison.Id));
        Assert.Single(Of(told.Handled, booking));
        Assert.Equal("told 3 InvalidOperationException: I choke on this", await _database.ScalarAsync<string>("SELECT consumer || ' ' || attempts || ' ' || error FROM dead_letter"));
        Assert.Equal(1, await _database.ScalarAsync<long>("SELECT count(*) FROM booking_view"));
    }

    [Fact]
    public async Task A_repeat_of_what_was_handled_vanishes()
    {
        var told = new Told();
        var raised = Changed(Raised.New<BookingId>(), 1);
        await using var host = await StartAsync(told);
        await _database.PublishAsync(raised);
        await _database.DeliveredAsync();

        await _database.PublishAsync(raised, Changed(Raised.New<BookingId>(), 1));
        await _database.DeliveredAsync();

        Assert.Equal(2, told.Calls.Count);
        Assert.Single(told.Calls, row => row.Id == raised.Id);
    }

    [Fact]
    public async Task No_more_are_in_hand_than_allowed()
    {
        var open = new TaskCompletionSource();
        var told = new Told((_, _, _) => open.Task);
        await using var host = await StartAsync(told, options: inbox => inbox.Concurrency = 3);
        await _database.PublishAsync([.. Enumerable.Range(0, 10).Select(_ => Changed(Raised.New<BookingId>(), 1))]);
        await UntilAsync(() => told.InHand == 3);
        Assert.Equal(3, await _database.UntilAsync(
            "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND query LIKE '%SKIP LOCKED%' AND datname = current_database()", (long held) => held == 3));

        open.SetResult();
        await _database.DeliveredAsync();

        Assert.Equal(3, told.MostAtOnce);
        Assert.Equal(10, told.Handled.Count);
    }

    [Fact]
    public async Task What_a_failed_handler_wrote_is_undone_and_what_the_next_one_writes_is_kept_once()
    {
        await _database.RunAsync("CREATE TABLE letters (event uuid)");
        var tries = 0;
        var told = new Told(async (row, transaction, cancellation) =>
        {
            await using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "INSERT INTO letters VALUES ($1)";
            command.Parameters.Add(new Npgsql.NpgsqlParameter<Guid> { TypedValue = row.Id });
            await command.ExecuteNonQueryAsync(cancellation);
            if (Interlocked.Increment(ref tries) < 3) throw new IOException("The postman slipped");
        });
        await using var host = await StartAsync(told);

        await _database.PublishAsync(Changed(Raised.New<BookingId>(), 1));
        await _database.DeliveredAsync();

        Assert.Equal(3, tries);
        Assert.Equal(1, await _database.ScalarAsync<long>("SELECT count(*) FROM letters"));
    }

    [Fact]
    public async Task A_handler_that_takes_too_long_has_failed()
    {
        var told = new Told((_, _, cancellation) => Task.Delay(Timeout.Infinite, cancellation));
        await using var host = await StartAsync(told, options: inbox => (inbox.MostTries, inbox.HandlerTimeout) = (2, TimeSpan.FromMilliseconds(100)));

        await _database.PublishAsync(Changed(Raised.New<BookingId>(), 1));
        await _database.DeliveredAsync();

        Assert.Equal(2, told.Calls.Count);
        Assert.StartsWith("TimeoutException", await _database.ScalarAsync<string>("SELECT error FROM dead_letter"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_done_long_ago_is_forgotten()
    {
        await _database.RunAsync(
            """
            INSERT INTO inbox (consumer, id, topic, type, aggregate, occurred_at, payload, due_at, done_at)
            SELECT 'told', gen_random_uuid(), 't', 't', 'a', now(), CASE WHEN age = 0 THEN '{}'::json END, now(), CASE WHEN age > 0 THEN now() - age * interval '1 day' END
            FROM generate_series(0, 9) age
            """);
        await using var source = Npgsql.NpgsqlDataSource.Create(_database.ConnectionString);

        Assert.False(await InboxTable.CleanAsync(source, TimeProvider.System.GetUtcNow().AddDays(-5.5), CancellationToken.None));

        Assert.Equal(6, await _database.ScalarAsync<long>("SELECT count(*) FROM inbox"));
    }

    private static OutboxEvent Changed(BookingId booking, int version) =>
        Raised.Changed(booking, Raised.New<UserId>(), Raised.New<ShowId>(), BookingStatus.Confirmed, version);

    private static List<Guid> Of(IEnumerable<Marquee.Silo.Outbox.OutboxRow> rows, BookingId booking) =>
        [.. rows.Where(row => row.Aggregate == booking.ToString()).Select(row => row.Id)];

    private static async Task UntilAsync(Func<bool> reached) =>
        Assert.True(await Task.Run(() => SpinWait.SpinUntil(reached, TimeSpan.FromSeconds(30))), "It did not come to that in 30 s.");

    private Task<RelayHost> StartAsync(Told told, string name = "relay", Action<InboxOptions>? options = null) =>
        RelayHost.StartAsync(_database, name, add: services => services.AddSingleton(told).AddEventHandler<Told>(Told.Group).Configure(options ?? (_ => { })));
}
