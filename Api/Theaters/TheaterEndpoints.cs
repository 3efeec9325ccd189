using Marquee.Api.Http;
using Marquee.Theaters;

namespace Marquee.Api.Theaters;

internal static class TheaterEndpoints
{
    public static void MapTheaterById(this RouteGroupBuilder v1)
    {
        var theaters = v1.MapGroup("/theaters").WithTags("Theaters").ProducesProblem(StatusCodes.Status404NotFound);
        theaters.MapGet("/{id}", Get).Produces<TheaterBody>().WithName("GetTheater");
        theaters.MapGet("/{id}/screens/{screenId}", GetScreen).Produces<ScreenBody>().WithName("GetScreen");
    }

    private static async Task<IResult> Get(string id, HttpContext http, IGrainFactory grains)
    {
        if (!Ids.TryParse<TheaterId>(id, out _)) return Problems.NotFound("theater");
        if (await grains.Grain<ITheaterGrain>(id).Get() is not { Removed: false } theater) return Problems.NotFound("theater");
        return Answer(http, TheaterBody.Of(theater));
    }

    private static async Task<IResult> GetScreen(string id, string screenId, HttpContext http, IGrainFactory grains)
    {
        if (!Ids.TryParse<TheaterId>(id, out _) || !Ids.TryParse<ScreenId>(screenId, out var parsed)) return Problems.NotFound("screen");
        if (await grains.Grain<ITheaterGrain>(id).Screen(parsed) is not { } screen) return Problems.NotFound("screen");
        return Answer(http, ScreenBody.Of(screen));
    }

    private static IResult Answer<T>(HttpContext http, T body) where T : IVersioned => EntityTags.Ok(http, body.Tag, Caching.Catalogue, body);
}
