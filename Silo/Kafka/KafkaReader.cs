using Confluent.Kafka;
using Marquee.Silo.Outbox;
using Marquee.Storage;

namespace Marquee.Silo.Kafka;

/// <summary>A batch of events, and how far the log is read with them.</summary>
internal sealed record ReadEvents(List<OutboxRow> Rows, List<LogPosition> Positions);

/// <summary>Reads the log for a group, on a thread of its own.</summary>
internal sealed class KafkaReader(IConsumer<string?, byte[]?> consumer, string group) : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    private readonly OwnThread _thread = new($"marquee-{group}");

    public static KafkaReader Open(KafkaClients clients, string group)
    {
        var consumer = clients.Consumer(group);
        consumer.Subscribe([Topics.Catalog, Topics.Bookings, Topics.Payments]);
        return new KafkaReader(consumer, group);
    }

    /// <summary>What is there; after a short wait nothing.</summary>
    /// <exception cref="KafkaException">Nothing could be read.</exception>
    public Task<ReadEvents> ReadAsync(int most) => _thread.RunAsync(() => Read(most));

    /// <summary>Says to the brokers how far the group is; where that fails somebody reads some of it again.</summary>
    public Task CommitAsync(ReadEvents events) => _thread.RunAsync(() => consumer.Commit(
        events.Positions.Select(position => new TopicPartitionOffset(position.Topic, position.Partition, position.Next))));

    public async ValueTask DisposeAsync()
    {
        using (_thread)
        {
            await _thread.RunAsync(() =>
            {
                using (consumer) consumer.Close();
            });
        }
    }

    private ReadEvents Read(int most)
    {
        var (rows, positions) = (new List<OutboxRow>(), new List<LogPosition>());
        try
        {
            while (rows.Count < most && consumer.Consume(rows.Count == 0 ? Longest : TimeSpan.Zero) is { } read)
            {
                var row = EventMessage.Read(read);
                rows.Add(row);
                positions.Add(new LogPosition(read.Topic, read.Partition.Value, read.Offset.Value + 1, row.OccurredAt));
            }
        }
        catch (ConsumeException) when (rows.Count > 0)
        {
            // What was read before it counts; the failure comes again.
        }

        return new ReadEvents(rows, LogPosition.Last(positions));
    }
}
