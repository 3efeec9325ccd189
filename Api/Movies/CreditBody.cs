using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marquee.Api.Movies;

/// <summary>Somebody in the cast or crew: a plain name, or an object with <c>name</c> and <c>role</c> (for crew also called <c>job</c>).</summary>
[JsonConverter(typeof(CreditJson))]
internal sealed record CreditBody(string? Name, string? Role);

/// <summary>Reads either form and writes the plain one where there is no role.</summary>
internal sealed class CreditJson : JsonConverter<CreditBody>
{
    public override CreditBody Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => new CreditBody(reader.GetString(), null),
        JsonTokenType.StartObject => ReadObject(ref reader),
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, CreditBody value, JsonSerializerOptions options)
    {
        if (value.Role is null)
        {
            writer.WriteStringValue(value.Name);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("name"u8, value.Name);
        writer.WriteString("role"u8, value.Role);
        writer.WriteEndObject();
    }

    private static CreditBody ReadObject(ref Utf8JsonReader reader)
    {
        string? name = null, role = null;
        var (hasName, hasRole) = (false, false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8) && !hasName) (hasName, name) = (true, ReadText(ref reader));
            else if ((reader.ValueTextEquals("role"u8) || reader.ValueTextEquals("job"u8)) && !hasRole) (hasRole, role) = (true, ReadText(ref reader));
            else throw new JsonException();
        }

        return new CreditBody(name, role);
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Null ? reader.GetString() : throw new JsonException();
    }
}
