using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Theaters;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Theaters;

internal static class AdminScreenEndpoints
{
    private const string Scope = "screens";
    private const int LongestName = 200;

    public static void MapAdminScreens(this RouteGroupBuilder theaters)
    {
        var screens = theaters.MapGroup("/{id}/screens");
        screens.MapPost("", Create).WithName("CreateScreen");
        screens.MapPut("/{screenId}", Replace).WithName("ReplaceScreen");
        screens.MapDelete("/{screenId}", Remove).WithName("RemoveScreen");
    }

    private static async Task<Results<Created<ScreenBody>, ProblemHttpResult>> Create(
        string id, ScreenRequest request, IdempotencyKey key, ClaimsPrincipal user, HttpContext http, IGrainFactory grains)
    {
        if (!Ids.TryParse<TheaterId>(id, out var theater)) return Problems.NotFound("theater");
        var screen = Ids.Derive<ScreenId>(user.UserId().ToString(), Scope, id, key.Value);
        var written = await Save(theater, screen, request, Precondition.Create(IdempotencyKey.FingerprintOf(Scope, request)), "theater", grains);
        return Saved.Created(http, written, $"/v1/theaters/{theater}/screens/{screen}");
    }

    private static async Task<Results<Ok<ScreenBody>, ProblemHttpResult>> Replace(
        string id, string screenId, ScreenRequest request, HttpContext http, IGrainFactory grains) =>
        Ids.TryParse<TheaterId>(id, out var theater) && Ids.TryParse<ScreenId>(screenId, out var screen)
            ? Saved.Replaced(http, await Save(theater, screen, request, Precondition.Update(EntityTags.IfMatch(http)), "screen", grains))
            : Problems.NotFound("screen");

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(string id, string screenId, IGrainFactory grains)
    {
        if (!Ids.TryParse<TheaterId>(id, out _) || !Ids.TryParse<ScreenId>(screenId, out var screen)) return Problems.NotFound("screen");
        var outcome = await grains.Grain<ITheaterGrain>(id).RemoveScreen(screen);
        return Saved.Gone(outcome, "screen", "screen-in-use", "A show on this screen has not ended yet.");
    }

    private static async Task<Written<ScreenBody>> Save(
        TheaterId theater, ScreenId screen, ScreenRequest request, Precondition when, string missing, IGrainFactory grains)
    {
        var checks = new Validation();
        var name = checks.Text("name", request.Name, LongestName);
        checks.Check(request.Layout is not null, "layout", "layout is required.");
        var layout = request.Layout?.Layout(checks);
        if (checks.Failed || layout is null) return checks.Problem();

        var result = await grains.Grain<ITheaterGrain>(theater.ToString()).SaveScreen(new SaveScreen(screen, name, layout, when));
        if (result.Outcome == SaveOutcome.Invalid) return LayoutInvalid(result.LayoutErrors);
        if (result.Screen is not { } view) return Saved.Refusal(result.Outcome, missing);
        return new Written<ScreenBody>(ScreenBody.Of(view), result.Outcome == SaveOutcome.Replayed, null);
    }

    private static ProblemHttpResult LayoutInvalid(IReadOnlyList<string> errors) => Problems.Of(
        StatusCodes.Status422UnprocessableEntity, "layout-invalid", "The layout cannot be sold as it is drawn.", string.Join(" ", errors),
        new Dictionary<string, object?> { ["errors"] = new Dictionary<string, IReadOnlyList<string>> { ["layout"] = errors } });
}
