using Marquee.Api.Copies;
using Marquee.Api.Http;
using Marquee.Movies;
using Marquee.Shows;
using Marquee.Theaters;

namespace Marquee.Api.Shows;

internal static class ShowListEndpoints
{
    public static void MapShowLists(this RouteGroupBuilder v1)
    {
        v1.MapGet("/movies/{id}/shows", OfMovie).WithTags("Shows").WithName("ListShowsOfMovie").Produces<Page<TheaterShowsBody>>();
        v1.MapGet("/theaters/{id}/shows", OfTheater).WithTags("Shows").WithName("ListShowsOfTheater").Produces<Page<ShowItemBody>>();
    }

    private static async Task<IResult> OfMovie(
        string id, string? city, string? near, string? radiusKm, string? date, HttpContext http, IGrainFactory grains, CatalogueCache copies, TimeProvider clock)
    {
        var checks = new Validation();
        var (place, point, radius, day) = (checks.Filter("city", city), checks.Near(near), checks.RadiusKm(radiusKm), checks.Date(date));
        if (checks.Failed) return checks.Problem();
        if (!Ids.TryParse<MovieId>(id, out var movie)) return Problems.NotFound("movie");
        if (await grains.Grain<IMovieGrain>(id).Get() is not { Removed: false }) return Problems.NotFound("movie");

        return await copies.AnswerAsync(http, "shows of a movie", new { id, place, point, radius, day }, async () =>
            new Page<TheaterShowsBody>(TheaterShowsBody.Of(await grains.GetGrain<IShowQueries>(0).OfMovie(movie, place, point, radius, day, clock.GetUtcNow())), null));
    }

    private static async Task<IResult> OfTheater(string id, string? date, HttpContext http, IGrainFactory grains, CatalogueCache copies, TimeProvider clock)
    {
        var checks = new Validation();
        var day = checks.Date(date);
        if (checks.Failed) return checks.Problem();
        if (!Ids.TryParse<TheaterId>(id, out var theater)) return Problems.NotFound("theater");
        if (await grains.Grain<ITheaterGrain>(id).Get() is not { Removed: false }) return Problems.NotFound("theater");

        return await copies.AnswerAsync(http, "shows of a theater", new { id, day }, async () =>
            new Page<ShowItemBody>([.. (await grains.GetGrain<IShowQueries>(0).OfTheater(theater, day, clock.GetUtcNow())).Shows.Select(ShowItemBody.Of)], null));
    }
}
