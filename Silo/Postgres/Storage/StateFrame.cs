using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Marquee.Storage;

namespace Marquee.Silo.Postgres.Storage;

/// <summary>
/// A state and the events that it raised in one payload, for a storage that knows only payloads. The function
/// <c>orleans_write_state</c> takes them apart again and keeps the state alone, so nothing ever reads a frame back.
/// </summary>
internal static class StateFrame
{
    private const int Header = 8;

    /// <summary>Magic <c>MQE1</c>, length of the state, state, events as JSON; without events, the state as it is.</summary>
    public static byte[] Pack(byte[] state, IReadOnlyList<OutboxEvent> events)
    {
        if (events.Count == 0) return state;

        var frame = new ArrayBufferWriter<byte>(Header + state.Length + 512 * events.Count);
        "MQE1"u8.CopyTo(frame.GetSpan(Header));
        BinaryPrimitives.WriteInt32BigEndian(frame.GetSpan(Header)[4..], state.Length);
        frame.Advance(Header);
        frame.Write(state);
        using (var json = new Utf8JsonWriter(frame)) Write(json, events);
        return frame.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<OutboxEvent> events)
    {
        json.WriteStartArray();
        foreach (var raised in events)
        {
            json.WriteStartObject();
            json.WriteString("id", raised.Id);
            json.WriteString("topic", raised.Topic);
            json.WriteString("type", raised.Type);
            json.WriteString("aggregate", raised.Aggregate);
            json.WriteString("occurredAt", raised.OccurredAt);
            json.WritePropertyName("payload");
            json.WriteRawValue(raised.Payload.Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
