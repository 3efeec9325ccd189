using System.Globalization;
using System.Text;
using System.Text.Json;
using Marquee.Api.Http;

namespace Marquee.Api.Movies;

/// <summary>
/// The free-form part of a movie: any JSON object up to 16 KB, kept as it was written. Refuses what JSON allows and a database's
/// JSON column does not: the character U+0000, half a surrogate pair, and numbers out of any sane range.
/// </summary>
internal static class MovieAttributes
{
    private const string Field = "attributes";
    private const int LargestBytes = 16 * 1024;
    private const int LongestNumber = 40;
    private const int LargestExponent = 300;

    public static string? Read(JsonElement? attributes, Validation checks)
    {
        if (attributes is not { } given || given.ValueKind == JsonValueKind.Null) return null;
        if (given.ValueKind != JsonValueKind.Object) throw new BadHttpRequestException($"{Field} must be a JSON object.");
        if (!CanBeKept(given))
        {
            // Nor can it be read as a text, where bytes of it are no UTF-8: the parser does not look at those.
            checks.Add(Field, $"{Field} has a text or a number that cannot be kept.");
            return null;
        }

        var text = given.GetRawText();
        checks.Check(Encoding.UTF8.GetByteCount(text) <= LargestBytes, Field, $"{Field} must have at most {LargestBytes} bytes.");
        return text;
    }

    private static bool CanBeKept(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().All(property => IsText(() => property.Name) && CanBeKept(property.Value)),
        JsonValueKind.Array => value.EnumerateArray().All(CanBeKept),
        JsonValueKind.String => IsText(() => value.GetString()!),
        JsonValueKind.Number => IsSane(value.GetRawText()),
        _ => true,
    };

    private static bool IsText(Func<string> read)
    {
        try
        {
            return !read().Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            // What the reader says of an escaped half of a surrogate pair, and of bytes that are no UTF-8.
            return false;
        }
    }

    private static bool IsSane(string number)
    {
        if (number.Length > LongestNumber) return false;
        var exponent = number.IndexOfAny(['e', 'E']);
        return exponent < 0
            || (int.TryParse(number.AsSpan(exponent + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power)
                && Math.Abs(power) <= LargestExponent);
    }
}
