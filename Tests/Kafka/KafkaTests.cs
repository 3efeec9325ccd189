using System.Text;
using Confluent.Kafka;
using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Silo.Inbox;
using Marquee.Silo.Kafka;
using Marquee.Storage;
using Marquee.Tests.Inbox;
using Marquee.Tests.Outbox;
using Marquee.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marquee.Tests.Kafka;

/// <summary>Events that take the way through a log.</summary>
[Collection("postgres")]
public sealed partial class KafkaTests(PostgresFixture postgres) : IAsyncLifetime, IDisposable
{
    private readonly MockBrokers _brokers = new();
    private OutboxDatabase _database = null!;

    public async Task InitializeAsync() => _database = await OutboxDatabase.CreateAsync(postgres);

    public async Task DisposeAsync() => await _database.DisposeAsync();

    public void Dispose() => _brokers.Dispose();

    [Fact]
    public async Task They_reach_the_read_models_and_the_handlers_by_way_of_the_topics()
    {
        var (movie, booking, told) = (Raised.New<MovieId>(), Raised.New<BookingId>(), new Told());
        var changed = Changed(booking, 1);
        await _database.PublishAsync(Raised.Saved(movie, "First"), Raised.Saved(movie, "Second", 2), changed, Raised.Captured(PaymentMethod.Card, 500, booking));

        await using var host = await StartAsync(told);
        await CaughtUpAsync();

        Assert.Equal("Second", await _database.ScalarAsync<string>("SELECT title FROM movie_view"));
        Assert.Equal("confirmed", await _database.ScalarAsync<string>("SELECT status FROM booking_view"));
        Assert.Equal(2, await _database.ScalarAsync<long>("SELECT count(*) FROM ledger"));
        Assert.Equal(changed.Id, Assert.Single(told.Handled).Id);
        Assert.Equal(changed.Payload.ToArray(), told.Handled.Single().Payload);
        Assert.Equal(0, await _database.ScalarAsync<long>("SELECT count(*) FROM dead_letter"));
    }

    [Fact]
    public async Task Others_can_read_them_as_CloudEvents_keyed_by_their_aggregate()
    {
        var changed = Changed(Raised.New<BookingId>(), 1);
        await _database.PublishAsync(changed);
        await using var host = await StartAsync(new Told());
        await CaughtUpAsync();

        var read = ReadAll("bookings").Single();

        Assert.Equal(changed.Aggregate, read.Message.Key);
        Assert.Equal(changed.Payload.ToArray(), read.Message.Value);
        var headers = read.Message.Headers.ToDictionary(header => header.Key, header => Encoding.UTF8.GetString(header.GetValueBytes()));
        Assert.Equal(changed.Id.ToString(), headers["ce_id"]);
        Assert.Equal(changed.Type, headers["ce_type"]);
        Assert.Equal(("1.0", "/marquee", "application/json"), (headers["ce_specversion"], headers["ce_source"], headers["content-type"]));
    }

    [Fact]
    public async Task An_event_that_is_too_large_for_the_log_goes_past_it()
    {
        var (told, booking) = (new Told(), Raised.New<BookingId>());
        var large = Changed(booking, 1);
        large = large with { Payload = Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetString(large.Payload.Span)[..^1]},\"more\":\"{new string('x', 1_100_000)}\"}}") };
        await using var host = await StartAsync(told);
        await _database.PublishAsync(large, Changed(booking, 2));
        await CaughtUpAsync();
        await _database.UntilAsync("SELECT count(*) FROM inbox WHERE done_at IS NOT NULL AND id = '" + large.Id + "'", (long done) => done == 2);

        Assert.Equal([1, 2], Versions(told, booking).Order());
        Assert.Equal(0, await _database.ScalarAsync<long>("SELECT count(*) FROM dead_letter"));
    }

    [Fact]
    public async Task What_comes_again_and_what_is_no_event_of_ours_holds_nobody_up()
    {
        var told = new Told();
        var changed = Changed(Raised.New<BookingId>(), 1);
        await using var host = await StartAsync(told);
        await _database.PublishAsync(changed);
        await CaughtUpAsync();

        using (var stranger = new ProducerBuilder<string?, byte[]>(new ProducerConfig { BootstrapServers = _brokers.Bootstrap }).Build())
        {
            foreach (var again in ReadAll("bookings"))
                await stranger.ProduceAsync("bookings", new Message<string?, byte[]> { Key = again.Message.Key, Value = again.Message.Value!, Headers = again.Message.Headers });
            await stranger.ProduceAsync("bookings", new Message<string?, byte[]> { Key = null, Value = [0xff, 0x00, (byte)'{'] });
        }

        await _database.PublishAsync(Changed(Raised.New<BookingId>(), 1));
        await CaughtUpAsync();
        await _database.UntilAsync("SELECT count(*) FROM dead_letter", (long dead) => dead == 1);

        Assert.Equal(2, told.Calls.Count);
        Assert.Equal("unreadable", await _database.ScalarAsync<string>("SELECT type FROM dead_letter"));
        Assert.Equal("/wB7", await _database.ScalarAsync<string>("SELECT payload #>> '{}' FROM dead_letter"));
    }

    private static OutboxEvent Changed(BookingId booking, int version) =>
        Raised.Changed(booking, Raised.New<UserId>(), Raised.New<ShowId>(), BookingStatus.Confirmed, version);

    private static IEnumerable<int> Versions(Told told, BookingId booking) =>
        told.Handled.Where(row => row.Aggregate == booking.ToString()).Select(row => Events.Read<BookingChanged>(row.Payload).Version);

    private Task<RelayHost> StartAsync(Told told, string name = "relay") => RelayHost.StartAsync(_database, name, add: services => services
        .AddSingleton(told).AddEventHandler<Told>(Told.Group)
        .Configure<EventsOptions>(events => (events.Transport, events.Kafka.BootstrapServers) = (EventTransport.Kafka, _brokers.Bootstrap)));

    /// <summary>Waits until both groups have read and done all that was written.</summary>
    private async Task CaughtUpAsync()
    {
        await _database.UntilAsync("SELECT count(*) FROM outbox", (long left) => left == 0);
        await _database.UntilAsync(
            """
            SELECT count(*)
            FROM event_position w CROSS JOIN unnest(ARRAY['views', 'told']) g (name)
            LEFT JOIN event_position r ON r.consumer = g.name AND r.topic = w.topic AND r.partition = w.partition
            WHERE w.consumer = 'relay' AND coalesce(r.position, 0) < w.position
            """,
            (long behind) => behind == 0);
        await _database.DeliveredAsync();
    }

    private List<ConsumeResult<string?, byte[]?>> ReadAll(string topic)
    {
        using var consumer = new ConsumerBuilder<string?, byte[]?>(
            new ConsumerConfig { BootstrapServers = _brokers.Bootstrap, GroupId = "others", EnablePartitionEof = true, EnableAutoCommit = false }).Build();
        consumer.Assign(Enumerable.Range(0, 4).Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
        var (read, ends) = (new List<ConsumeResult<string?, byte[]?>>(), 0);
        while (ends < 4)
        {
            var one = consumer.Consume(TimeSpan.FromSeconds(20));
            Assert.NotNull(one);
            if (one.IsPartitionEOF) ends++;
            else read.Add(one);
        }

        return read;
    }
}
