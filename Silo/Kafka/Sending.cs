using Confluent.Kafka;
using Marquee.Silo.Outbox;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace Marquee.Silo.Kafka;

/// <summary>What became of an event that was given to a producer.</summary>
/// <param name="Error">Null where the brokers have it.</param>
/// <param name="Position">Where it is then.</param>
internal sealed record Sending(OutboxRow Row, Error? Error, LogPosition Position)
{
    public bool IsWritten => Error is null;

    /// <summary>True where it is the event's own fault, so that no other try would help it.</summary>
    public bool IsRefused => Error?.Code is ErrorCode.MsgSizeTooLarge or ErrorCode.InvalidMsg or ErrorCode.InvalidMsgSize or ErrorCode.InvalidRecord;

    public static async Task<Sending> SendAsync(IProducer<string, byte[]> producer, OutboxRow row)
    {
        try
        {
            var written = await producer.ProduceAsync(row.Topic, EventMessage.Of(row));
            return new Sending(row, null, new LogPosition(row.Topic, written.Partition.Value, written.Offset.Value + 1, row.OccurredAt));
        }
        catch (KafkaException failure)
        {
            return new Sending(row, failure.Error, default);
        }
    }

    /// <summary>What may leave the outbox. An event that was written although one before it of its aggregate was not is written again, after that.</summary>
    public static List<Sending> Settled(IEnumerable<Sending> all)
    {
        var held = new HashSet<string>();
        var settled = new List<Sending>();
        foreach (var one in all)
        {
            if (held.Contains(one.Row.Aggregate)) continue;
            if (one.IsWritten || one.IsRefused) settled.Add(one);
            else held.Add(one.Row.Aggregate);
        }

        return settled;
    }
}
