using System.Security.Claims;

namespace Marquee.Api.Http;

/// <summary>Who calls, from a verified access token.</summary>
internal static class Caller
{
    public const string AdminPolicy = "admin";
    public const string RoleClaim = "role";
    public const string IdClaim = "sub";

    public static UserId UserId(this ClaimsPrincipal user) => Ids.Parse<UserId>(user.FindFirstValue(IdClaim) ?? "");
}
