using Marquee.Audit;
using Marquee.Payments;
using Marquee.Silo.Audit;
using Marquee.Silo.Outbox;
using Marquee.Storage;
using Marquee.Tests.Outbox;
using Marquee.Tests.Postgres;
using Orleans.Runtime;
using Xunit;

namespace Marquee.Tests.Audit;

/// <summary>What events say in the log.</summary>
[Collection("postgres")]
public sealed class AuditLinesTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Now = Raised.Now;

    [Fact]
    public void Lines_are_in_the_order_of_time_to_the_microsecond()
    {
        var random = new Random(7);
        var times = Enumerable.Range(0, 500).Select(_ => Now.AddTicks(random.NextInt64(TimeSpan.TicksPerSecond) / 10 * 10)).ToList();
        var lines = times.Select(at => new AuditLine(Guid.NewGuid(), at, "kind", "system", "bkg_1", null, null, "")).ToList();
        Assert.Equal(
            lines.OrderBy(line => line.At).Select(line => line.At),
            lines.OrderBy(line => line.Id.ToString("N"), StringComparer.Ordinal).Select(line => line.At));
        Assert.All(lines, line => Assert.Equal((line.Id, 7), ((line with { Detail = "other" }).Id, line.Id.Version)));
    }

    [Fact]
    public void What_starts_comes_before_what_follows_in_the_same_breath()
    {
        string[] kinds = ["payment-started", "payment-failed", "booking-canceled"];
        for (var tries = 0; tries < 100; tries++)
        {
            var ids = kinds.Select(kind => new AuditLine(Guid.NewGuid(), Now, kind, "system", "bkg_1", null, null, "").Id.ToString("N")).ToList();
            Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        }
    }

    [Fact]
    public void An_event_says_in_whose_name_it_was_raised_and_reads_as_before()
    {
        Actors.ActAs(Raised.New<UserId>());
        try
        {
            var by = Actors.Current;
            var raised = Raised.Refund(Raised.New<RefundId>(), Raised.New<UserId>(), RefundStatus.Pending, 1);
            Assert.Equal(by, Events.ActorOf(raised.Payload.Span));
            Assert.Equal("why", Events.Read<RefundChanged>(raised.Payload.Span).Reason);
            Assert.Equal("provider:x", Events.ActorOf(Events.Of(Topics.Catalog, "type", "id", new { id = "id" }, Now, Actors.Provider("x")).Payload.Span));
        }
        finally
        {
            RequestContext.Clear();
        }

        Assert.Null(Events.ActorOf(Raised.Canceled(Raised.New<ShowId>()).Payload.Span));
    }

    [Theory]
    [InlineData(1_234_56, "INR", "1234.56 INR")]
    [InlineData(5, "USD", "0.05 USD")]
    [InlineData(1_500, "JPY", "1500 JPY")]
    [InlineData(1_500, "KWD", "1.500 KWD")]
    [InlineData(-5, "INR", "-0.05 INR")]
    public void Money_is_told_in_its_major_unit(long amount, string currency, string text) => Assert.Equal(text, Words.Of(new Money(amount, currency)));

    [Fact]
    public async Task However_often_an_event_comes_its_lines_are_there_once()
    {
        await using var database = await OutboxDatabase.CreateAsync(postgres);
        await using var relay = await RelayHost.StartAsync(database);
        var booking = Raised.New<BookingId>();
        var captured = new PaymentCaptured(
            Raised.New<PaymentId>().ToString(), Raised.New<UserId>().ToString(), PaymentMethod.Wallet, new Money(500, "INR"), booking.ToString(), null, Now.AddSeconds(-1));
        var raised = Events.Of(Topics.Payments, PaymentCaptured.Type, captured.Id, captured, Now);
        for (var times = 0; times < 3; times++)
        {
            await database.PublishAsync(raised);
            await database.DeliveredAsync();
        }

        Assert.Equal(
            "payment-started,payment-captured",
            await database.ScalarAsync<string>($"SELECT string_agg(kind, ',' ORDER BY id) FROM audit_log WHERE subject = '{booking}'"));
    }

    [Fact]
    public void Every_event_that_is_raised_is_told_or_told_by_another()
    {
        var audit = new AuditProjection();
        Assert.True(audit.Knows(Row(Topics.Bookings, "booking-created")));
        foreach (var type in new[] { "payment-started", "payment-captured", "payment-failed", "refund-changed", "refund-tried" }) Assert.True(audit.Knows(Row(Topics.Payments, type)), type);
        // The books have these, and the refund itself is told of.
        foreach (var type in new[] { "wallet-moved", "payment-refunded" }) Assert.False(audit.Knows(Row(Topics.Payments, type)), type);
        Assert.False(audit.Knows(Row(Topics.Catalog, "of-a-newer-release")));
    }

    private static OutboxRow Row(string topic, string type) => new(1, Guid.NewGuid(), topic, type, "a", Now, []);
}
