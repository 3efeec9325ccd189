using Marquee.Api.Copies;
using Marquee.Api.Http;
using Marquee.Movies;

namespace Marquee.Api.Movies;

internal static class MovieListEndpoints
{
    public static void MapMovieLists(this RouteGroupBuilder v1) =>
        v1.MapGet("/movies", List).WithTags("Movies").WithName("ListMovies").Produces<MovieListBody>();

    private static async Task<IResult> List(
        string? q, string? language, string? genre, string? city, string? near, string? radiusKm, string? date,
        PageRequest page, HttpContext http, IGrainFactory grains, CatalogueCache copies, TimeProvider clock)
    {
        var checks = new Validation();
        var query = new MovieQuery(
            checks.Filter("q", q), checks.Filter("language", language), checks.Filter("genre", genre), checks.Filter("city", city),
            checks.Near(near), checks.RadiusKm(radiusKm), checks.Date(date), clock.GetUtcNow(), page.Limit, page.After);
        if (checks.Failed) return checks.Problem();
        return await copies.AnswerAsync(http, "movies", query with { From = default }, async () => MovieListBody.Of(await grains.GetGrain<IMovieQueries>(0).List(query)));
    }
}
