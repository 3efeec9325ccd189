using Marquee.Api.Users;
using Marquee.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Tickets;

/// <summary>The public keys of tickets, for devices that verify them by themselves. RFC 7517.</summary>
internal static class TicketKeysEndpoint
{
    public static void MapTicketKeys(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/.well-known/ticket-keys.json", Get).AllowAnonymous().WithTags("Tickets").WithName("GetTicketKeys");

    private static async Task<Ok<KeySet>> Get(TicketKeySet keys, HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Ok(await keys.GetAsync());
    }
}

/// <summary>Asks the cluster once in a while: anybody may call for the keys, and as often as they like.</summary>
internal sealed class TicketKeySet(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(1);
    private volatile Kept? _kept;

    public async ValueTask<KeySet> GetAsync()
    {
        var now = clock.GetUtcNow();
        if (_kept is { } kept && now - kept.At < Keep) return kept.Keys;
        var keys = await grains.GetGrain<ISigningKeysGrain>(ISigningKeysGrain.TicketsKey).PublicKeys();
        var set = new KeySet([.. keys.Select(key => new KeySetEntry("EC", "P-256", "sig", AccessTokens.Algorithm, key.Id, key.X, key.Y))]);
        _kept = new Kept(now, set);
        return set;
    }

    private sealed record Kept(DateTimeOffset At, KeySet Keys);
}
