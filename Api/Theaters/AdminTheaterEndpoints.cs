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

    private static async Task<Results<Created<TheaterBody>, ProblemHttpResult>> Create(
        TheaterRequest request, IdempotencyKey key, ClaimsPrincipal user, HttpContext http, IGrainFactory grains)
    {
        var id = Ids.Derive<TheaterId>(user.UserId().ToString(), Scope, key.Value);
        var written = await Save(id, request, Precondition.Create(IdempotencyKey.FingerprintOf(Scope, request)), grains);
        return Saved.Created(http, written, $"/v1/theaters/{id}");
    }

    private static async Task<Results<Ok<TheaterBody>, ProblemHttpResult>> Replace(
        string id, TheaterRequest request, HttpContext http, IGrainFactory grains) =>
        Ids.TryParse<TheaterId>(id, out var theater)
            ? Saved.Replaced(http, await Save(theater, request, Precondition.Update(EntityTags.IfMatch(http)), grains))
            : Problems.NotFound("theater");

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(string id, IGrainFactory grains)
    {
        if (!Ids.TryParse<TheaterId>(id, out _)) return Problems.NotFound("theater");
        var outcome = await grains.Grain<ITheaterGrain>(id).Remove();
        return Saved.Gone(outcome, "theater", "theater-in-use", "A show in this theater has not ended yet.");
    }

    private static async Task<Written<TheaterBody>> Save(
        TheaterId id, TheaterRequest request, Precondition when, IGrainFactory grains)
    {
        var checks = new Validation();
        var details = request.Details(checks);
        if (checks.Failed) return checks.Problem();

        var result = await grains.Grain<ITheaterGrain>(id.ToString()).Save(new SaveTheater(details, when));
        if (result.Theater is not { } theater) return Saved.Refusal(result.Outcome, "theater");
        return new Written<TheaterBody>(TheaterBody.Of(theater), result.Outcome == SaveOutcome.Replayed, null);
    }
}
