using Marquee.Api.Http;
using Marquee.Movies;

namespace Marquee.Api.Movies;

internal static class MovieEndpoints
{
    public static void MapMovieById(this RouteGroupBuilder v1) =>
        v1.MapGroup("/movies").WithTags("Movies")
            .MapGet("/{id}", Get).Produces<MovieBody>().ProducesProblem(StatusCodes.Status404NotFound).WithName("GetMovie");

    private static async Task<IResult> Get(string id, HttpContext http, IGrainFactory grains)
    {
        if (!Ids.TryParse<MovieId>(id, out _)) return Problems.NotFound("movie");
        if (await grains.Grain<IMovieGrain>(id).Get() is not { Removed: false } movie) return Problems.NotFound("movie");
        var body = MovieBody.Of(movie);
        return EntityTags.Ok(http, ((IVersioned)body).Tag, Caching.Catalogue, body);
    }
}
