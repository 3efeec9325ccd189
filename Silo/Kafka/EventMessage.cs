using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Confluent.Kafka;
using Marquee.Silo.Outbox;

namespace Marquee.Silo.Kafka;

/// <summary>An event as a message: CloudEvents 1.0 in its binary form, with the aggregate as the key, so that its events stay in order.</summary>
internal static class EventMessage
{
    /// <summary>Type of what came in a message that is none of ours: nobody knows it, so it ends in the dead letters.</summary>
    public const string Unreadable = "unreadable";

    private const string Id = "ce_id";
    private const string Type = "ce_type";
    private const string Time = "ce_time";

    public static Message<string, byte[]> Of(OutboxRow row) => new()
    {
        Key = row.Aggregate,
        Value = row.Payload,
        Timestamp = new Timestamp(row.OccurredAt),
        Headers = new Headers
        {
            { "ce_specversion", "1.0"u8.ToArray() },
            { "ce_source", "/marquee"u8.ToArray() },
            { Id, Encoding.UTF8.GetBytes(row.Id.ToString()) },
            { Type, Encoding.UTF8.GetBytes(row.Type) },
            { Time, Encoding.UTF8.GetBytes(row.OccurredAt.ToString("O", CultureInfo.InvariantCulture)) },
            { "content-type", "application/json"u8.ToArray() },
        },
    };

    /// <summary>Reads what is in the log, whoever has put it there.</summary>
    public static OutboxRow Read(ConsumeResult<string?, byte[]?> read)
    {
        var message = read.Message;
        if (message is { Key: { } aggregate, Value: { } payload } && IsJson(payload)
            && Guid.TryParse(Text(message.Headers, Id), out var id)
            && Text(message.Headers, Type) is { Length: > 0 } type
            && DateTimeOffset.TryParse(Text(message.Headers, Time), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at))
            return new OutboxRow(read.Offset.Value, id, read.Topic, type, aggregate, at, payload);

        var base64 = JsonSerializer.SerializeToUtf8Bytes(Convert.ToBase64String(message.Value ?? []));
        return new OutboxRow(read.Offset.Value, IdOf(read), read.Topic, Unreadable, message.Key ?? "", new DateTimeOffset(message.Timestamp.UtcDateTime), base64);
    }

    private static string? Text(Headers headers, string name) => headers.TryGetLastBytes(name, out var value) ? Encoding.UTF8.GetString(value) : null;

    /// <summary>What the database takes for JSON, too: it is stricter about text.</summary>
    private static bool IsJson(byte[] payload)
    {
        try
        {
            using var _ = JsonDocument.Parse(payload);
            return Utf8.IsValid(payload);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The same whenever it is read.</summary>
    private static Guid IdOf(ConsumeResult<string?, byte[]?> read)
    {
        Span<byte> place = stackalloc byte[12];
        BinaryPrimitives.WriteInt32BigEndian(place, read.Partition.Value);
        BinaryPrimitives.WriteInt64BigEndian(place[4..], read.Offset.Value);
        return new Guid(SHA256.HashData([.. Encoding.UTF8.GetBytes(read.Topic), .. place]).AsSpan(0, 16));
    }
}
