using Marquee.Api.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Users;

/// <summary>The public keys, for others who want to verify our tokens. RFC 7517.</summary>
internal static class KeySetEndpoint
{
    private const string Path = "/.well-known/jwks.json";

    public static void MapKeySet(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, Get).AllowAnonymous().WithTags("Accounts").WithName("GetKeySet");

    private static async Task<Ok<KeySet>> Get(TokenKeys keys, HttpContext http)
    {
        if (!keys.All.Any()) await keys.RefreshAsync(http.RequestAborted);
        http.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Ok(new KeySet([.. keys.All.Select(key => new KeySetEntry(key.Kty, key.Crv, key.Use, key.Alg, key.Kid, key.X, key.Y))]));
    }
}

internal sealed record KeySet(IReadOnlyList<KeySetEntry> Keys);

internal sealed record KeySetEntry(string Kty, string Crv, string Use, string Alg, string Kid, string X, string Y);
