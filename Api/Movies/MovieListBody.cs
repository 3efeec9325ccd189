using System.Text.Json.Serialization;
using Marquee.Api.Http;
using Marquee.Movies;

namespace Marquee.Api.Movies;

/// <param name="Facets">Of everything the query finds, on the first page.</param>
internal sealed record MovieListBody(
    IReadOnlyList<MovieItemBody> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NextCursor,
    MovieFacetsBody Facets)
{
    public static MovieListBody Of(MoviePage page) => new(
        [.. page.Items.Select(MovieItemBody.Of)], PageRequest.EncodeOptional(page.Next), new(Bodies(page.Languages), Bodies(page.Genres)));

    private static IReadOnlyList<FacetBody> Bodies(IEnumerable<Facet> facets) => [.. facets.Select(facet => new FacetBody(facet.Value, facet.Count))];
}

internal sealed record MovieFacetsBody(IReadOnlyList<FacetBody> Languages, IReadOnlyList<FacetBody> Genres);

internal sealed record FacetBody(string Value, long Count);

/// <summary>A movie in a list.</summary>
internal sealed record MovieItemBody(
    string Id,
    string Title,
    string? OriginalTitle,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Genres,
    int DurationMinutes,
    string? Certificate,
    DateOnly? ReleaseDate,
    string? Synopsis,
    string? PosterUrl)
{
    public static MovieItemBody Of(MovieSummary movie)
    {
        var document = movie.Document;
        return new MovieItemBody(
            movie.Id.ToString(), document.Title, document.OriginalTitle, document.Languages, document.Genres, document.DurationMinutes,
            document.Certificate, document.ReleaseDate, document.Synopsis, document.PosterUrl);
    }
}
