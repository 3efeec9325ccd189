using System.Text.Json;
using Marquee.Movies;

namespace Marquee.Search.Domain;

/// <summary>A film as it is searched.</summary>
/// <param name="Title">Its title's words with numbers in figures, without a leading article, a space between; <see cref="Query.Key"/> is made alike.</param>
/// <param name="OriginalTitle">The same of the original title; null where there is none.</param>
/// <param name="Titles">Every word of either title, as written, in figures and in Latin letters.</param>
/// <param name="Joined">Either title without its spaces, and what a hyphen joins: spiderman.</param>
/// <param name="People">Every word of the names of cast and crew.</param>
/// <param name="Names">Names of cast and crew, folded, a bar between.</param>
/// <param name="Rest">Tags, genres, languages, and what happens in it.</param>
/// <param name="Popularity">The number <c>popularity</c> of its attributes, where it has one.</param>
internal sealed record FilmText(
    string Title, string? OriginalTitle, string[] Titles, string[] Joined, string[] People, string Names, string[] Rest, float Popularity, int Year)
{
    public const char Between = '|';

    /// <summary>Words that can be misspelled and are to be found all the same.</summary>
    public IEnumerable<string> Vocabulary => Titles.Concat(People).Distinct();

    public static FilmText Of(MovieDocument movie)
    {
        var (title, original) = (Folding.Words(movie.Title), Folding.Words(movie.OriginalTitle ?? ""));
        var names = movie.Cast.Concat(movie.Crew).Select(credit => Folding.Words(credit.Name)).ToList();
        string[] rest = [.. movie.Genres, .. movie.Tags, .. movie.Languages, movie.Synopsis ?? ""];
        return new FilmText(
            Query.KeyOf(title),
            original.Count > 0 ? Query.KeyOf(original) : null,
            [.. title.Concat(original).Concat(Figures(title)).Concat(Figures(original)).SelectMany(Spelled).Distinct()],
            [.. JoinedIn(movie.Title, title).Concat(JoinedIn(movie.OriginalTitle ?? "", original)).Distinct()],
            [.. names.SelectMany(name => name).SelectMany(Spelled).Distinct()],
            string.Join(Between, names.Select(name => string.Join(' ', name)).Distinct()),
            [.. rest.SelectMany(Folding.Words).Distinct()],
            PopularityOf(movie.Attributes),
            movie.ReleaseDate?.Year ?? 0);
    }

    private static IEnumerable<string> Figures(IReadOnlyList<string> words) => Numerals.Figures(words).Select(figured => figured.Text);

    private static IEnumerable<string> Spelled(string word) => Letters.InLatin(word) is { } latin ? [word, latin] : [word];

    private static IEnumerable<string> JoinedIn(string title, List<string> words)
    {
        if (words.Count > 1 && words.Sum(word => word.Length) <= Folding.LongestWord) yield return string.Concat(words);
        // Between two spaces, whatever else is between letters.
        foreach (var part in title.Split(' '))
            if (Folding.Words(part) is { Count: > 1 } parts && parts.Sum(word => word.Length) <= Folding.LongestWord) yield return string.Concat(parts);
    }

    private static float PopularityOf(string? attributes)
    {
        if (attributes is null || !attributes.Contains("\"popularity\"", StringComparison.Ordinal)) return 0;
        using var json = JsonDocument.Parse(attributes);
        return json.RootElement.TryGetProperty("popularity", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out var number) && float.IsFinite(number)
            ? Math.Clamp(number, 0, 1e6f)
            : 0;
    }
}
