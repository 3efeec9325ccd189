using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marquee.Api.Http;

/// <summary>
/// JSON in and out. Unknown, duplicate and wrongly spelled fields are refused, so that a typo is never silently ignored.
/// </summary>
internal static class StrictJson
{
    public static void Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.DictionaryKeyPolicy = null;
        json.PropertyNameCaseInsensitive = false;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.MaxDepth = 32;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        json.Converters.Add(new UtcInstantConverter());
    }
}

/// <summary>RFC 3339 in UTC without needless fractions: <c>2026-11-23T18:30:00Z</c>.</summary>
internal sealed class UtcInstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTimeOffset(out var instant))
            throw new JsonException("A time must be in RFC 3339 form, such as 2026-11-23T18:30:00Z.");
        return instant.ToUniversalTime();
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[32];
        var format = value.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        value.ToUniversalTime().TryFormat(text, out var written, format, System.Globalization.CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }
}
