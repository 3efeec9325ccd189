using Marquee.Api.Http;
using Marquee.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Users;

/// <summary>What accounts refuse.</summary>
internal static class AccountProblems
{
    public static ProblemHttpResult EmailTaken() =>
        Problems.Of(StatusCodes.Status409Conflict, "email-taken", "There is an account with this e-mail address already.");

    public static ProblemHttpResult InvalidCredentials(string title) =>
        Problems.Of(StatusCodes.Status401Unauthorized, "invalid-credentials", title);

    public static ProblemHttpResult SessionRevoked() => Problems.Of(
        StatusCodes.Status401Unauthorized, "session-revoked", "The session has ended.",
        "Its refresh token is unknown, too old or was used before. Sign in again.");

    public static ProblemHttpResult UserGone() =>
        Problems.Of(StatusCodes.Status401Unauthorized, "unauthorized", "This account no longer exists.");

    public static ProblemHttpResult SignInNeeded() =>
        Problems.Of(StatusCodes.Status401Unauthorized, "unauthorized", "Say which session to end: by an access token or by its refresh token.");

    public static ProblemHttpResult OpenMoney() => Problems.Of(
        StatusCodes.Status409Conflict, "open-money", "The account cannot be deleted yet.",
        "There is money in the wallet or on its way, or a booking that is not over.");

    public static ProblemHttpResult TooManyFailures(HttpContext http, TimeSpan wait) =>
        Problems.RateLimited(http, wait, "Too many wrong passwords from here. Wait before trying again.");

    public static ProblemHttpResult PasswordRefused(string field, IEnumerable<PasswordFault> faults)
    {
        var checks = new Validation();
        foreach (var fault in faults) checks.Add(field, PasswordFaults.Message(field, fault));
        return checks.Problem();
    }
}
