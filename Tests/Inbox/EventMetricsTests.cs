using System.Diagnostics.Metrics;
using Marquee.Bookings;
using Marquee.Silo.Inbox;
using Marquee.Tests.Outbox;
using Marquee.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marquee.Tests.Inbox;

[Collection("postgres")]
public sealed class EventMetricsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task What_is_delivered_tried_again_and_dies_is_counted_by_topic_and_group()
    {
        await using var database = await OutboxDatabase.CreateAsync(postgres);
        var told = new Told();
        await using var relay = await RelayHost.StartAsync(database, add: services => services.AddSingleton(told).AddEventHandler<Told>(Told.Group));
        using var meter = new Meters(relay.Services.GetRequiredService<IMeterFactory>());

        await database.PublishAsync(
            Raised.Saved(Raised.New<MovieId>(), "A"), Raised.Poison("mov_1"), Raised.Saved(Raised.New<MovieId>(), "B"),
            Raised.Changed(Raised.New<BookingId>(), Raised.New<UserId>(), Raised.New<ShowId>(), BookingStatus.Confirmed));
        await database.DeliveredAsync();

        // The counters move just after the transaction that a test can see.
        await meter.UntilAsync("marquee.events.dead catalog views", 1);
        await meter.UntilAsync("marquee.events.retried catalog views", 9);
        await meter.UntilAsync("marquee.events.delivered catalog views", 2);
        await meter.UntilAsync("marquee.events.delivered bookings views", 1);
        await meter.UntilAsync("marquee.events.delivered bookings told", 1);
    }

    [Fact]
    public async Task How_many_wait_and_since_when_is_told_before_the_first_of_them_is_taken()
    {
        await using var database = await OutboxDatabase.CreateAsync(postgres);
        await database.RunAsync(
            """
            INSERT INTO outbox (id, topic, type, aggregate, occurred_at, payload)
            SELECT gen_random_uuid(), 'payments', 'x', 'a' || n, now() - n * interval '1 minute', '{}' FROM generate_series(1, 3) n;
            INSERT INTO inbox (consumer, id, topic, type, aggregate, occurred_at, payload, due_at)
            SELECT 'told', gen_random_uuid(), 'bookings', 'x', 'a', now() - n * interval '1 hour', '{}', now() + interval '1 day' FROM generate_series(1, 2) n
            """);
        // Somebody else has the topics and does not get on.
        await using var holder = await database.HoldAsync("LOCK TABLE outbox IN ROW EXCLUSIVE MODE; SELECT pg_advisory_lock(7277002, hashtext('payments'))");
        await using var relay = await RelayHost.StartAsync(database, add: services => services.AddSingleton(new Told()).AddEventHandler<Told>(Told.Group));
        using var meter = new Meters(relay.Services.GetRequiredService<IMeterFactory>());

        await meter.UntilAsync("marquee.events.backlog payments relay", 3);
        await meter.UntilAsync("marquee.events.backlog bookings told", 2);
        await meter.UntilAsync("marquee.events.backlog catalog views", 0);
        Assert.InRange(meter.Value("marquee.events.backlog.age payments relay"), 180, 240);
        Assert.InRange(meter.Value("marquee.events.backlog.age bookings told"), 7_200, 7_260);
    }
}
