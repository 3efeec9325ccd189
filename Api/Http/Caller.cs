using System.Security.Claims;
using Marquee.Users;

namespace Marquee.Api.Http;

/// <summary>Who calls, from a verified access token.</summary>
internal static class Caller
{
    public const string AdminPolicy = "admin";

    /// <summary>Staff and admins.</summary>
    public const string DoorPolicy = "door";
    public const string RoleClaim = AccessTokens.RoleClaim;
    public const string IdClaim = AccessTokens.UserClaim;

    public static UserId UserId(this ClaimsPrincipal user) => Ids.Parse<UserId>(user.FindFirstValue(IdClaim) ?? "");

    /// <summary>The session the token came from, or null where nobody is signed in.</summary>
    public static SessionId? SessionId(this ClaimsPrincipal user) =>
        Ids.TryParse<SessionId>(user.FindFirstValue(AccessTokens.SessionClaim), out var session) ? session : null;
}
