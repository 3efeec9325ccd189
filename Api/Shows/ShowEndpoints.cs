using System.Globalization;
using Marquee.Api.Http;
using Marquee.Shows;

namespace Marquee.Api.Shows;

internal static class ShowEndpoints
{
    public static void MapShowById(this RouteGroupBuilder v1)
    {
        var shows = v1.MapGroup("/shows").WithTags("Shows").ProducesProblem(StatusCodes.Status404NotFound);
        shows.MapGet("/{id}", Get).Produces<ShowBody>().WithName("GetShow");
        shows.MapGet("/{id}/seats", Seats).Produces<SeatMapBody>().WithName("GetSeats");
    }

    private static async Task<IResult> Get(string id, HttpContext http, IGrainFactory grains, ShowBodies bodies)
    {
        if (!Ids.TryParse<ShowId>(id, out _)) return Problems.NotFound("show");
        if (await grains.Grain<IShowGrain>(id).Get() is not { } show) return Problems.NotFound("show");
        var body = await bodies.OfAsync(show);
        return EntityTags.Ok(http, body.Tag, Caching.Show, body);
    }

    private static async Task<IResult> Seats(string id, HttpContext http, IGrainFactory grains, SeatMapBodies bodies)
    {
        if (!Ids.TryParse<ShowId>(id, out _)) return Problems.NotFound("show");
        if (await grains.Grain<IShowGrain>(id).Seats() is not { } map) return Problems.NotFound("show");
        return EntityTags.OkJson(http, map.Version.ToString(CultureInfo.InvariantCulture), Caching.Seats, () => bodies.Of(map));
    }
}
