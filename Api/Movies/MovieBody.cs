using System.Text.Json;
using Marquee.Api.Http;
using Marquee.Movies;

namespace Marquee.Api.Movies;

/// <summary>A movie as the API shows it.</summary>
internal sealed record MovieBody(
    string Id,
    string Title,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Genres,
    int DurationMinutes,
    IReadOnlyList<CreditBody> Cast,
    IReadOnlyList<CreditBody> Crew,
    IReadOnlyList<string> Tags,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Version,
    string? OriginalTitle = null,
    string? Certificate = null,
    DateOnly? ReleaseDate = null,
    string? Synopsis = null,
    string? PosterUrl = null,
    JsonElement? Attributes = null,
    string? ExternalId = null) : IVersioned
{
    string IVersioned.Tag => Version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static MovieBody Of(MovieView view)
    {
        var movie = view.Document;
        return new MovieBody(
            view.Id.ToString(), movie.Title, movie.Languages, movie.Genres, movie.DurationMinutes, Credits(movie.Cast), Credits(movie.Crew),
            movie.Tags, view.CreatedAt, view.UpdatedAt, view.Version, movie.OriginalTitle, movie.Certificate, movie.ReleaseDate, movie.Synopsis,
            movie.PosterUrl, movie.Attributes is { } text ? JsonElement.Parse(text) : null, movie.ExternalId);
    }

    private static IReadOnlyList<CreditBody> Credits(IReadOnlyList<Credit> credits) =>
        [.. credits.Select(credit => new CreditBody(credit.Name, credit.Role))];
}
