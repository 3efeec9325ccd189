using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Marquee.Audit;

namespace Marquee.Storage;

/// <summary>How events are written: JSON in camel case, ids as their text, enumerations by name.</summary>
public static class Events
{
    private const string Actor = "actor";

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <param name="actor">Who did it, where it is not whoever the call under way is made by; see <see cref="Actors"/>.</param>
    public static OutboxEvent Of<T>(string topic, string type, string aggregate, T payload, DateTimeOffset now, string? actor = null) =>
        new(Guid.CreateVersion7(now), topic, type, aggregate, now, Write(payload, actor ?? Actors.Current));

    public static T Read<T>(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize<T>(payload, Json) ?? throw new JsonException($"An event of type {typeof(T).Name} is empty.");

    /// <summary>Who did it, where that was said.</summary>
    public static string? ActorOf(ReadOnlySpan<byte> payload)
    {
        var json = new Utf8JsonReader(payload);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var found = json.ValueTextEquals(Actor);
            json.Read();
            if (found) return json.GetString();
            json.Skip();
        }

        return null;
    }

    // In the payload, so that it goes wherever the event goes.
    private static byte[] Write<T>(T payload, string? actor)
    {
        if (actor is null) return JsonSerializer.SerializeToUtf8Bytes(payload, Json);
        var named = JsonSerializer.SerializeToNode(payload, Json)!.AsObject();
        named[Actor] = actor;
        return JsonSerializer.SerializeToUtf8Bytes<JsonObject>(named, Json);
    }
}
