using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Users;

internal static class MeEndpoints
{
    public static void MapMe(this RouteGroupBuilder accounts)
    {
        var me = accounts.MapGroup("/me").RequireAuthorization();
        me.MapGet("", Get).WithName("GetMe");
        me.MapPatch("", Change).WithName("ChangeMe");
        me.MapDelete("", Erase).WithName("DeleteMe");
        me.MapPost("/password", ChangePassword).WithName("ChangePassword");
        me.MapExport();
    }

    private static async Task<Results<Ok<UserBody>, ProblemHttpResult>> Get(ClaimsPrincipal user, IGrainFactory grains) =>
        await Me(user, grains).Get() is { } me ? TypedResults.Ok(UserBody.Of(me)) : AccountProblems.UserGone();

    private static async Task<Results<Ok<UserBody>, ProblemHttpResult>> Change(ProfilePatch patch, ClaimsPrincipal user, IGrainFactory grains)
    {
        var checks = new Validation();
        var change = patch.Change(checks);
        if (checks.Failed) return checks.Problem();
        return await Me(user, grains).Change(change) is { } me ? TypedResults.Ok(UserBody.Of(me)) : AccountProblems.UserGone();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Erase(ClaimsPrincipal user, IGrainFactory grains) =>
        await Me(user, grains).Erase() == EraseOutcome.Erased ? TypedResults.NoContent() : AccountProblems.OpenMoney();

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePassword(
        ChangePasswordRequest request, ClaimsPrincipal user, HttpContext http, IGrainFactory grains)
    {
        var checks = new Validation();
        var command = new ChangePassword(
            checks.Password("currentPassword", request.CurrentPassword), checks.NewPassword("newPassword", request.NewPassword));
        if (checks.Failed) return checks.Problem();

        var key = SignInKey.Of(user.UserId(), ClientNetwork.Of(http.Connection.RemoteIpAddress));
        var result = await grains.GetGrain<ISignInGrain>(key).ChangePassword(user.UserId(), command);
        return result.Outcome switch
        {
            ChangePasswordOutcome.Changed => TypedResults.NoContent(),
            ChangePasswordOutcome.WrongPassword => AccountProblems.InvalidCredentials("The current password is wrong."),
            ChangePasswordOutcome.Refused => AccountProblems.PasswordRefused("newPassword", result.Faults),
            ChangePasswordOutcome.RateLimited => AccountProblems.TooManyFailures(http, result.RetryAfter),
            _ => AccountProblems.UserGone(),
        };
    }

    private static IUserGrain Me(ClaimsPrincipal user, IGrainFactory grains) => grains.Grain<IUserGrain>(user.UserId().ToString());
}
