using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Shows;
using Marquee.Theaters;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Shows;

internal static class AdminShowEndpoints
{
    private const string Scope = "shows";

    public static void MapAdminShows(this RouteGroupBuilder admin)
    {
        var shows = admin.MapGroup("/shows").WithTags("Shows");
        shows.MapPost("", Schedule).WithName("ScheduleShow");
        shows.MapDelete("/{id}", Remove).WithName("RemoveShow");
        shows.MapPost("/{id}/reschedule", Reschedule).WithName("RescheduleShow");
        shows.MapShowCancellations();
        shows.MapSeatBlocks();
    }

    private static async Task<Results<Created<ShowBody>, ProblemHttpResult>> Schedule(
        ScheduleRequest request, IdempotencyKey key, ClaimsPrincipal user, HttpContext http, IGrainFactory grains, ShowBodies bodies)
    {
        var checks = new Validation();
        var theater = checks.Id<TheaterId>("theaterId", request.TheaterId);
        var show = Ids.Derive<ShowId>(user.UserId().ToString(), Scope, key.Value);
        var command = request.Command(show, IdempotencyKey.FingerprintOf(Scope, request), checks);
        if (checks.Failed) return checks.Problem();

        var result = await grains.Grain<ITheaterGrain>(theater.ToString()).Schedule(command);
        if (result.Show is not { } view) return ScheduleRefusals.Problem(result);
        if (result.Outcome == ScheduleOutcome.Replayed) IdempotencyKey.MarkReplayed(http);
        var body = await bodies.OfAsync(view);
        EntityTags.Set(http, body.Tag);
        return TypedResults.Created($"/v1/shows/{show}", body);
    }

    private static async Task<Results<Ok<ShowBody>, ProblemHttpResult>> Reschedule(
        string id, RescheduleRequest request, HttpContext http, IGrainFactory grains, ShowBodies bodies)
    {
        if (!Ids.TryParse<ShowId>(id, out var show)) return Problems.NotFound("show");
        var checks = new Validation();
        var startsAt = checks.Required("startsAt", request.StartsAt);
        if (checks.Failed) return checks.Problem();
        if (await grains.Grain<IShowGrain>(id).Get() is not { } view) return Problems.NotFound("show");

        var result = await grains.Grain<ITheaterGrain>(view.Theater.ToString()).Reschedule(show, startsAt);
        if (result.Show is not { } moved) return ScheduleRefusals.Problem(result);
        var body = await bodies.OfAsync(moved);
        EntityTags.Set(http, body.Tag);
        return TypedResults.Ok(body);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(string id, IGrainFactory grains)
    {
        if (!Ids.TryParse<ShowId>(id, out var show)) return Problems.NotFound("show");
        if (await grains.Grain<IShowGrain>(id).Get() is not { } view) return Problems.NotFound("show");
        var outcome = await grains.Grain<ITheaterGrain>(view.Theater.ToString()).RemoveShow(show);
        return Saved.Gone(outcome, "show", "show-has-bookings", "Somebody holds or has bought a seat of this show.");
    }
}
