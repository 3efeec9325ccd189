using System.Text.Json;

namespace Marquee.Silo.Payments;

internal static class JsonPath
{
    /// <summary>The text at the end of these names, or null where the way or the text is missing.</summary>
    public static string? TextAt(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }
}
