using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Marquee.Api.Users;

internal static class SessionEndpoints
{
    public static void MapSessions(this RouteGroupBuilder accounts)
    {
        var sessions = accounts.MapGroup("/sessions").AllowAnonymous();
        sessions.MapPost("", SignIn).WithName("SignIn");
        sessions.MapPost("/refresh", Refresh).WithName("RefreshSession");
        sessions.MapPost("/logout", Logout).WithName("SignOut");
    }

    private static async Task<Results<Ok<SessionBody>, ProblemHttpResult>> SignIn(
        SignInRequest request, HttpContext http, IGrainFactory grains, RefusalClock refusals)
    {
        var began = refusals.Begin();
        var checks = new Validation();
        var email = checks.Email("email", request.Email);
        var password = checks.Password("password", request.Password);
        if (checks.Failed) return checks.Problem();

        var network = ClientNetwork.Of(http.Connection.RemoteIpAddress);
        var result = await grains.GetGrain<ISignInGrain>(SignInKey.Of(email, network)).SignIn(new SignIn(email, password, network));
        if (result.Outcome == SignInOutcome.InvalidCredentials) await refusals.WaitAsync(began, http.RequestAborted);
        return result.Outcome switch
        {
            SignInOutcome.SignedIn => TypedResults.Ok(SessionBody.Of(result.Tokens!)),
            SignInOutcome.RateLimited => AccountProblems.TooManyFailures(http, result.RetryAfter),
            _ => AccountProblems.InvalidCredentials("The e-mail address or the password is wrong."),
        };
    }

    private static async Task<Results<Ok<SessionBody>, ProblemHttpResult>> Refresh(RefreshRequest request, IGrainFactory grains)
    {
        var checks = new Validation();
        checks.Check(!string.IsNullOrEmpty(request.RefreshToken), "refreshToken", "refreshToken is required.");
        if (checks.Failed) return checks.Problem();

        return RefreshToken.TryParse(request.RefreshToken, out var token) && await SessionOf(grains, token.Session).Refresh(token) is { } tokens
            ? TypedResults.Ok(SessionBody.Of(tokens))
            : AccountProblems.SessionRevoked();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Logout(
        [FromBody(EmptyBodyBehavior = Microsoft.AspNetCore.Mvc.ModelBinding.EmptyBodyBehavior.Allow)] RefreshRequest? request,
        ClaimsPrincipal user,
        IGrainFactory grains)
    {
        var session = user.SessionId();
        if (request?.RefreshToken is { } text) session = RefreshToken.TryParse(text, out var token) ? token.Session : session;
        else if (session is null) return AccountProblems.SignInNeeded();
        if (session is { } open) await SessionOf(grains, open).End();
        return TypedResults.NoContent();
    }

    private static ISessionGrain SessionOf(IGrainFactory grains, SessionId id) => grains.GetGrain<ISessionGrain>(id.ToString());
}
