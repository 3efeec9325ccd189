using System.Text.Json;
using Marquee.Api.Http;
using Marquee.Movies;

namespace Marquee.Api.Movies;

/// <summary>A movie as the API shows it.</summary>
internal sealed record MovieBody(
    string Id,
    string Title,
    string? OriginalTitle,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Genres,
    int DurationMinutes,
    string? Certificate,
    DateOnly? ReleaseDate,
    string? Synopsis,
    string? PosterUrl,
    IReadOnlyList<CreditBody> Cast,
    IReadOnlyList<CreditBody> Crew,
    IReadOnlyList<string> Tags,
    JsonElement? Attributes,
    string? ExternalId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Version) : IVersioned
{
    string IVersioned.Tag => Version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static MovieBody Of(MovieView view)
    {
        var movie = view.Document;
        return new MovieBody(
            view.Id.ToString(), movie.Title, movie.OriginalTitle, movie.Languages, movie.Genres, movie.DurationMinutes, movie.Certificate,
            movie.ReleaseDate, movie.Synopsis, movie.PosterUrl, Credits(movie.Cast), Credits(movie.Crew), movie.Tags,
            movie.Attributes is { } text ? JsonElement.Parse(text) : null, movie.ExternalId, view.CreatedAt, view.UpdatedAt, view.Version);
    }

    private static IReadOnlyList<CreditBody> Credits(IReadOnlyList<Credit> credits) =>
        [.. credits.Select(credit => new CreditBody(credit.Name, credit.Role))];
}
