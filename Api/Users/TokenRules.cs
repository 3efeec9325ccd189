using Marquee.Api.Http;
using Marquee.Users;
using Microsoft.IdentityModel.Tokens;

namespace Marquee.Api.Users;

/// <summary>What makes an access token good. Everything is named, so that no default of the library decides.</summary>
internal static class TokenRules
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    public static TokenValidationParameters For(TokenKeys keys, TimeProvider clock) => new()
    {
        ValidAlgorithms = [AccessTokens.Algorithm],
        ValidTypes = [AccessTokens.Type],
        ValidateIssuer = true,
        ValidIssuer = AccessTokens.Issuer,
        ValidateAudience = true,
        ValidAudience = AccessTokens.Audience,
        ValidateIssuerSigningKey = true,
        RequireSignedTokens = true,
        TryAllIssuerSigningKeys = false,
        IssuerSigningKeyResolver = (_, _, id, _) => keys.Find(id) is { } key ? [key] : [],
        ValidateLifetime = true,
        RequireExpirationTime = true,
        LifetimeValidator = (notBefore, expires, _, _) => IsNow(notBefore, expires, clock.GetUtcNow().UtcDateTime),
        NameClaimType = Caller.IdClaim,
        RoleClaimType = Caller.RoleClaim,
    };

    private static bool IsNow(DateTime? notBefore, DateTime? expires, DateTime now) =>
        expires is { } end && now < end + Skew && (notBefore is not { } start || start - Skew <= now);
}
