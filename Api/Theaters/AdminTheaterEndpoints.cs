using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Theaters;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Theaters;

internal static class AdminTheaterEndpoints
{
    private const string Scope = "theaters";

    public static void MapAdminTheaters(this RouteGroupBuilder admin)
    {
        var theaters = admin.MapGroup("/theaters").WithTags("Theaters");
        theaters.MapPost("", Create).WithName("CreateTheater");
        theaters.MapPut("/{id}", Replace).WithName("ReplaceTheater");
        theaters.MapDelete("/{id}", Remove).WithName("RemoveTheater");
        theaters.MapAdminScreens();
    }

    private static Task<Results<Created<TheaterBody>, Ok<TheaterBody>, ProblemHttpResult>> Create(
        TheaterRequest request, IdempotencyKey key, ClaimsPrincipal user, HttpContext http, IGrainFactory grains)
    {
        var id = Ids.Derive<TheaterId>(user.UserId().ToString(), Scope, key.Value);
        return Save(id, request, Precondition.Create(IdempotencyKey.FingerprintOf(Scope, request)), http, grains);
    }

    private static async Task<Results<Created<TheaterBody>, Ok<TheaterBody>, ProblemHttpResult>> Replace(
        string id, TheaterRequest request, HttpContext http, IGrainFactory grains) =>
        Ids.TryParse<TheaterId>(id, out var theater)
            ? await Save(theater, request, Precondition.Update(EntityTags.IfMatch(http)), http, grains)
            : Problems.NotFound("theater");

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(string id, IGrainFactory grains)
    {
        if (!Ids.TryParse<TheaterId>(id, out _)) return Problems.NotFound("theater");
        var outcome = await grains.GetGrain<ITheaterGrain>(id).Remove();
        return Saved.Gone(outcome, "theater", "theater-in-use", "A show in this theater has not ended yet.");
    }

    private static async Task<Results<Created<TheaterBody>, Ok<TheaterBody>, ProblemHttpResult>> Save(
        TheaterId id, TheaterRequest request, Precondition when, HttpContext http, IGrainFactory grains)
    {
        var checks = new Validation();
        var details = request.Details(checks);
        if (checks.Failed) return checks.Problem();

        var result = await grains.GetGrain<ITheaterGrain>(id.ToString()).Save(new SaveTheater(details, when));
        var body = result.Theater is { } theater ? TheaterBody.Of(theater) : null;
        return Saved.Answer(http, result.Outcome, "theater", $"/v1/theaters/{id}", body);
    }
}
