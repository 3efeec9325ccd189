using System.Collections.Immutable;

namespace Marquee.Api.Http;

/// <summary>Checks lists of short texts: names of languages, genres, amenities.</summary>
internal static class TextLists
{
    /// <summary>The texts, trimmed, each once whatever its case. A list that may be missing is empty then.</summary>
    public static ImmutableArray<string> Texts(
        this Validation checks, string field, IReadOnlyList<string?>? values, int mostItems, int mostCharacters, int leastItems = 0)
    {
        values ??= [];
        if (values.Count == 0 && leastItems > 0) checks.Add(field, $"{field} is required.");
        if (values.Count <= mostItems)
            return [.. values.Select((value, index) => checks.Text($"{field}[{index}]", value, mostCharacters)).Distinct(StringComparer.OrdinalIgnoreCase)];

        checks.Add(field, $"{field} must have at most {mostItems} items.");
        return [];
    }
}
