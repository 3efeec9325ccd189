using System.IO.Compression;
using System.Text.Json;
using Marquee.Movies;

namespace Marquee.LoadTest.Search;

/// <summary>A film of the list.</summary>
/// <param name="Line">From 1.</param>
internal sealed record ListedFilm(int Line, string Title, int Year, string[] Genres, string[] Cast)
{
    /// <summary>As an import names it.</summary>
    public string ExternalId => $"film-{Line}";

    /// <summary>Every film in English; each third line also in Hindi, each fifth in Tamil, each seventh in Spanish, for the list has no languages.</summary>
    public string[] Languages =>
        ["en", .. new[] { (3, "hi"), (5, "ta"), (7, "es") }.Where(rule => Line % rule.Item1 == 0).Select(rule => rule.Item2)];

    public MovieDocument Document => new(
        Title, null, [.. Languages], [.. Genres], 90, null, new DateOnly(Year, 1, 1), null, null, [.. Cast.Select(name => new Credit(name, null))], [], [],
        ExternalId, null);
}

/// <summary>36,273 real films, see <c>Tests/Search/Data/README.md</c>.</summary>
internal static class FilmList
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<ListedFilm> Read()
    {
        using var lines = new StreamReader(new GZipStream(Resource("movies.jsonl.gz"), CompressionMode.Decompress));
        var films = new List<ListedFilm>();
        while (lines.ReadLine() is { } line) films.Add(JsonSerializer.Deserialize<ListedFilm>(line, Json)! with { Line = films.Count + 1 });
        return films;
    }

    /// <summary>Queries by hand and the titles they mean.</summary>
    public static IReadOnlyList<(string Query, string Title)> ReadByHand()
    {
        using var lines = new StreamReader(Resource("by-hand.tsv"));
        return [.. lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(pair => (pair[0], pair[1]))];
    }

    private static Stream Resource(string name) => typeof(FilmList).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The assembly lacks its resource {name}.");
}
