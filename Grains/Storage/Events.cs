using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marquee.Storage;

/// <summary>How events are written: JSON in camel case, ids as their text, enumerations by name.</summary>
public static class Events
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static OutboxEvent Of<T>(string topic, string type, string aggregate, T payload, DateTimeOffset now) =>
        new(Guid.CreateVersion7(now), topic, type, aggregate, now, JsonSerializer.SerializeToUtf8Bytes(payload, Json));

    public static T Read<T>(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize<T>(payload, Json) ?? throw new JsonException($"An event of type {typeof(T).Name} is empty.");
}
