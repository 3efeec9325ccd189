using System.Globalization;
using Marquee.Api.Http;
using Marquee.Api.Shows.Live;
using Marquee.Shows;

namespace Marquee.Api.Shows;

internal static class ShowEndpoints
{
    public static void MapShowById(this RouteGroupBuilder v1)
    {
        var shows = v1.MapGroup("/shows").WithTags("Shows").ProducesProblem(StatusCodes.Status404NotFound);
        shows.MapGet("/{id}", Get).Produces<ShowBody>().WithName("GetShow");
        shows.MapGet("/{id}/seats", Seats).Produces<SeatMapBody>().WithName("GetSeats");
        shows.MapGet("/{id}/seats/stream", (string id, HttpContext http, SeatStream stream) => stream.OpenAsync(id, http))
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream").ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithName("StreamSeats").WithMetadata(new LongLived());
    }

    private static async Task<IResult> Get(string id, HttpContext http, IGrainFactory grains, ShowBodies bodies)
    {
        if (!Ids.TryParse<ShowId>(id, out _)) return Problems.NotFound("show");
        if (await grains.Grain<IShowGrain>(id).Get() is not { } show) return Problems.NotFound("show");
        var body = await bodies.OfAsync(show);
        return EntityTags.Ok(http, body.Tag, Caching.Show, body);
    }

    private static async Task<IResult> Seats(string id, HttpContext http, LiveSeats live)
    {
        if (!Ids.TryParse<ShowId>(id, out var show) || await live.FindAsync(show) is not { } map) return Problems.NotFound("show");
        return EntityTags.OkJson(http, map.View.Version.ToString(CultureInfo.InvariantCulture), Caching.Seats, () => map.Body);
    }
}
