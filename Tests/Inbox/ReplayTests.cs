using Marquee.Bookings;
using Marquee.Silo.Inbox;
using Marquee.Tests.Outbox;
using Marquee.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Inbox;

/// <summary>Dead letters that are tried anew or given up.</summary>
[Collection("postgres")]
public sealed class ReplayTests(PostgresFixture postgres) : IAsyncLifetime
{
    private OutboxDatabase _database = null!;
    private NpgsqlDataSource _source = null!;

    public async Task InitializeAsync()
    {
        _database = await OutboxDatabase.CreateAsync(postgres);
        _source = NpgsqlDataSource.Create(_database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task An_event_that_died_in_two_groups_is_replayed_in_each_by_itself_and_takes_effect_once()
    {
        await _database.RunAsync("ALTER TABLE booking_view ADD CONSTRAINT broken CHECK (false) NOT VALID");
        var broken = true;
        var told = new Told((_, _, _) => broken ? throw new IOException("No mail today") : Task.CompletedTask);
        var raised = Raised.Changed(Raised.New<BookingId>(), Raised.New<UserId>(), Raised.New<ShowId>(), BookingStatus.Confirmed);
        await using var host = await RelayHost.StartAsync(_database, add: services => services.AddSingleton(told).AddEventHandler<Told>(Told.Group));
        await _database.PublishAsync(raised);
        await _database.UntilAsync("SELECT count(*) FROM dead_letter", (long dead) => dead == 2);

        var letters = await DeadLetterTable.ListAsync(_source, null, null, 10);
        Assert.Equal(["told", "views"], letters.Select(letter => letter.Group).Order());
        Assert.All(letters, letter => Assert.Equal(raised.Id, letter.EventId));

        await _database.RunAsync("ALTER TABLE booking_view DROP CONSTRAINT broken");
        broken = false;
        Assert.True(await ReplayAsync(new DeadLetterId("views", raised.Id)));
        await _database.DeliveredAsync();
        Assert.Equal("confirmed", await _database.ScalarAsync<string>("SELECT status FROM booking_view"));
        Assert.Empty(told.Handled);

        Assert.True(await ReplayAsync(new DeadLetterId("told", raised.Id)));
        await _database.DeliveredAsync();
        Assert.Single(told.Handled);
        Assert.False(await ReplayAsync(new DeadLetterId("told", raised.Id)));
        Assert.Equal(0, await _database.ScalarAsync<long>("SELECT count(*) FROM dead_letter"));

        // And still nobody takes a repeat for news.
        await _database.PublishAsync(raised);
        await _database.DeliveredAsync();
        Assert.Single(told.Handled);
    }

    [Fact]
    public async Task A_line_of_the_ledger_that_was_missed_is_there_after_the_replay_and_only_once()
    {
        await _database.RunAsync("ALTER TABLE ledger ADD CONSTRAINT broken CHECK (false) NOT VALID");
        var captured = Raised.Captured(Marquee.Payments.PaymentMethod.Card, 500, Raised.New<BookingId>());
        await using var host = await RelayHost.StartAsync(_database);
        await _database.PublishAsync(captured);
        await _database.UntilAsync("SELECT count(*) FROM dead_letter", (long dead) => dead == 1);
        await _database.RunAsync("ALTER TABLE ledger DROP CONSTRAINT broken");

        Assert.True(await ReplayAsync(new DeadLetterId("views", captured.Id)));
        await _database.DeliveredAsync();
        await _database.PublishAsync(captured);
        await _database.DeliveredAsync();

        Assert.Equal(2, await _database.ScalarAsync<long>("SELECT count(*) FROM ledger"));
    }

    [Fact]
    public async Task What_is_discarded_is_gone_for_good()
    {
        var id = await Letter.WriteAsync(_source);
        Assert.True(DeadLetterId.TryParse(id, out var letter));

        Assert.True(await DeadLetterTable.DiscardAsync(_source, letter));

        Assert.False(await DeadLetterTable.DiscardAsync(_source, letter));
        Assert.False(await ReplayAsync(letter));
    }

    [Theory]
    [InlineData("")]
    [InlineData("views")]
    [InlineData(".0198c2f0000070008000000000000001")]
    [InlineData("views.0198c2f0-0000-7000-8000-000000000001")]
    [InlineData("views.0198c2f0000070008000000000000001x")]
    public void What_is_no_id_is_none(string text) => Assert.False(DeadLetterId.TryParse(text, out _));

    [Fact]
    public void An_id_is_read_as_it_was_written()
    {
        var id = new DeadLetterId("some.group", Guid.NewGuid());
        Assert.True(DeadLetterId.TryParse(id.ToString(), out var read));
        Assert.Equal(id, read);
    }

    private Task<bool> ReplayAsync(DeadLetterId letter) => DeadLetterTable.ReplayAsync(_source, letter, TimeProvider.System.GetUtcNow());
}
