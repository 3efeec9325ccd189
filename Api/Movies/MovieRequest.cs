using System.Collections.Immutable;
using System.Text.Json;
using Marquee.Api.Http;
using Marquee.Movies;

namespace Marquee.Api.Movies;

/// <summary>A movie as an admin writes it.</summary>
internal sealed record MovieRequest(
    string? Title,
    IReadOnlyList<string?>? Languages,
    IReadOnlyList<string?>? Genres,
    int? DurationMinutes,
    string? OriginalTitle = null,
    string? Certificate = null,
    DateOnly? ReleaseDate = null,
    string? Synopsis = null,
    string? PosterUrl = null,
    IReadOnlyList<CreditBody?>? Cast = null,
    IReadOnlyList<CreditBody?>? Crew = null,
    IReadOnlyList<string?>? Tags = null,
    JsonElement? Attributes = null)
{
    private const int LongestTitle = 300;
    private const int MostWords = 30;
    private const int LongestWord = 60;
    private const int MostCredits = 200;
    private const int LongestCredit = 200;
    private const int LongestSynopsis = 10_000;
    private const int LongestUrl = 2_000;
    private const int LongestMovie = 24 * 60;

    /// <summary>What the request says, fit to keep once <paramref name="checks"/> found nothing wrong with it.</summary>
    public MovieDocument Document(Validation checks, string? externalId = null)
    {
        checks.Check(Genres is not null, "genres", "genres is required.");
        var duration = checks.Required("durationMinutes", DurationMinutes);
        checks.Check(DurationMinutes is null or (>= 1 and <= LongestMovie), "durationMinutes", $"durationMinutes must be 1 to {LongestMovie}.");
        return new MovieDocument(
            checks.Text("title", Title, LongestTitle),
            checks.Optional("originalTitle", OriginalTitle, LongestTitle),
            checks.Texts("languages", Languages, MostWords, LongestWord, leastItems: 1),
            checks.Texts("genres", Genres, MostWords, LongestWord),
            duration,
            checks.Optional("certificate", Certificate, LongestWord),
            ReleaseDate,
            SynopsisOf(checks),
            PosterOf(checks),
            Credits(checks, "cast", Cast),
            Credits(checks, "crew", Crew),
            checks.Texts("tags", Tags, MostWords, LongestWord),
            externalId,
            MovieAttributes.Read(Attributes, checks));
    }

    /// <summary>Paragraphs are welcome in it, other control characters are not.</summary>
    private string? SynopsisOf(Validation checks)
    {
        checks.Optional("synopsis", Synopsis?.ReplaceLineEndings(" ").Replace('\t', ' '), LongestSynopsis);
        return Synopsis?.Trim();
    }

    private string? PosterOf(Validation checks)
    {
        if (checks.Optional("posterUrl", PosterUrl, LongestUrl) is not { } url) return null;
        var valid = Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
        checks.Check(valid, "posterUrl", "posterUrl must be an absolute http or https address.");
        return url;
    }

    private static ImmutableArray<Credit> Credits(Validation checks, string field, IReadOnlyList<CreditBody?>? credits)
    {
        credits ??= [];
        if (credits.Count <= MostCredits) return [.. credits.Select((credit, index) => CreditOf(checks, $"{field}[{index}]", credit))];
        checks.Add(field, $"{field} must have at most {MostCredits} items.");
        return [];
    }

    private static Credit CreditOf(Validation checks, string field, CreditBody? credit) => new(
        checks.Text($"{field}.name", credit?.Name, LongestCredit),
        checks.Optional($"{field}.role", credit?.Role, LongestCredit));
}
