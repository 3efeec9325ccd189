using System.Text.Json;
using Marquee.Api.Http;
using Marquee.Movies;

namespace Marquee.Api.Movies.Import;

/// <summary>A movie of an import: what an admin writes of one, and which one it is.</summary>
/// <param name="ExternalId">Its id in the catalogue it comes from; the same one is the same movie in every import.</param>
/// <param name="Id">Its id here, as an export tells it; then <paramref name="ExternalId"/> may be missing.</param>
internal sealed record MovieLine(
    string? Title,
    IReadOnlyList<string?>? Languages,
    IReadOnlyList<string?>? Genres,
    int? DurationMinutes,
    string? ExternalId = null,
    string? Id = null,
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
    private const int LongestExternalId = 200;

    public static MovieLine Of(MovieSummary movie)
    {
        var document = movie.Document;
        return new MovieLine(
            document.Title, document.Languages, document.Genres, document.DurationMinutes, document.ExternalId, movie.Id.ToString(), document.OriginalTitle,
            document.Certificate, document.ReleaseDate, document.Synopsis, document.PosterUrl, Credits(document.Cast), Credits(document.Crew),
            document.Tags, document.Attributes is { } text ? JsonElement.Parse(text) : null);
    }

    /// <summary>The movie it is about and what to write, fit for it once <paramref name="checks"/> found nothing wrong.</summary>
    public (MovieId Id, MovieDocument Document) Read(Validation checks)
    {
        var externalId = checks.Optional("externalId", ExternalId, LongestExternalId);
        if (externalId is null && Id is null) checks.Add("externalId", "externalId is required.");
        var id = Id is null ? Ids.Derive<MovieId>("external", externalId ?? "") : checks.Id<MovieId>("id", Id);
        var request = new MovieRequest(
            Title, Languages, Genres, DurationMinutes, OriginalTitle, Certificate, ReleaseDate, Synopsis, PosterUrl, Cast, Crew, Tags, Attributes);
        return (id, request.Document(checks, externalId));
    }

    private static IReadOnlyList<CreditBody> Credits(IReadOnlyList<Credit> credits) => [.. credits.Select(credit => new CreditBody(credit.Name, credit.Role))];
}

/// <summary>What was found at a line of an import.</summary>
/// <param name="Number">From 1; of a record with line breaks in it, the first of them.</param>
/// <param name="Error">Why there is no movie.</param>
internal readonly record struct ImportLine(int Number, MovieLine? Movie, string? Error);
