using Marquee.Payments;
using Marquee.Silo.Payments.Sandbox;
using Marquee.Tests.Postgres;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;
using static Marquee.Tests.Payments.SandboxFixture;

namespace Marquee.Tests.Payments;

[Collection("postgres")]
public sealed class WebhookJournalTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    private readonly PaymentId _operation = NewPayment();
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 23, 18, 30, 0, TimeSpan.Zero));
    private NpgsqlDataSource _database = null!;
    private WebhookJournal _journal = null!;

    [Fact]
    public async Task A_webhook_is_not_due_before_its_time()
    {
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Empty(await ClaimAsync());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, Assert.Single(await ClaimAsync()).Attempt);
    }

    [Fact]
    public async Task A_sender_that_died_leaves_its_webhook_to_others_once_its_lease_is_over()
    {
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Single(await ClaimAsync());
        _clock.Advance(Lease - TimeSpan.FromSeconds(1));
        Assert.Empty(await ClaimAsync());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, Assert.Single(await ClaimAsync()).Attempt);
    }

    [Fact]
    public async Task What_was_delivered_never_comes_again()
    {
        _clock.Advance(TimeSpan.FromSeconds(5));
        await _journal.DeliveredAsync(Assert.Single(await ClaimAsync()).Event.Id, default);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task What_nobody_took_in_three_days_is_left_alone()
    {
        _clock.Advance(GiveUpAfter - TimeSpan.FromSeconds(1));
        await _journal.PostponeAsync(Assert.Single(await ClaimAsync()).Event.Id, TimeSpan.FromSeconds(1), default);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(await ClaimAsync());
    }

    public async Task InitializeAsync()
    {
        _database = NpgsqlDataSource.Create(await sandbox.CreateDatabaseAsync());
        _journal = new(_database, _clock);
        var request = new ChargeRequest(_operation.ToString(), 1, "INR", "tok_timeout", "");
        await new ChargeJournal(_database, _clock).RecordAsync(request, TokenTable.Of(request), TimeSpan.FromSeconds(5), default);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    private Task<IReadOnlyList<WebhookDelivery>> ClaimAsync() => _journal.ClaimAsync(10, Lease, GiveUpAfter, default);
}
