using Marquee.Silo.Postgres;
using Npgsql;

namespace Marquee.Silo.Kafka;

/// <summary>How far somebody is in a partition.</summary>
/// <param name="Next">Place of the first event that is not written, or read, yet.</param>
/// <param name="At">When the last event before it occurred.</param>
internal readonly record struct LogPosition(string Topic, int Partition, long Next, DateTimeOffset At)
{
    /// <summary>As whom the relay says how far it has written.</summary>
    public const string Relay = "relay";

    // Who has lost its partition may come late, and must not turn the hand back.
    private const string Move =
        """
        INSERT INTO event_position (consumer, topic, partition, position, at)
        SELECT $1, * FROM unnest($2, $3, $4, $5)
        ON CONFLICT (consumer, topic, partition) DO UPDATE
        SET position = excluded.position, at = excluded.at
        WHERE event_position.position < excluded.position
        """;

    /// <summary>Adds a statement that says how far the consumer is.</summary>
    public static void Save(NpgsqlBatch batch, string consumer, List<LogPosition> positions)
    {
        if (positions.Count == 0) return;
        batch.Add(Move).With(consumer)
            .WithTexts(positions, position => position.Topic)
            .WithEach(positions, position => position.Partition)
            .WithEach(positions, position => position.Next)
            .WithEach(positions, position => position.At.ToUniversalTime());
    }

    /// <summary>Of each partition the last, in an order that is the same for everybody: two who save do not wait for each other in a circle.</summary>
    public static List<LogPosition> Last(IEnumerable<LogPosition> positions) =>
    [
        .. positions.GroupBy(position => (position.Topic, position.Partition), (_, own) => own.MaxBy(position => position.Next))
            .OrderBy(position => position.Topic, StringComparer.Ordinal).ThenBy(position => position.Partition),
    ];
}
