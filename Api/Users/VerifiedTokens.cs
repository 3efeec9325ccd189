using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Marquee.Api.Users;

/// <summary>
/// Access tokens whose signature was verified before, so that a customer's next request need not be: verifying one costs more than all the
/// rest of reading a request. A token is forgotten when it expires, and counts for nothing once its key is gone.
/// </summary>
internal sealed class VerifiedTokens(TokenKeys keys, TimeProvider clock)
{
    private const int Most = 50_000;

    private readonly ConcurrentDictionary<string, Verified> _tokens = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Whose token it is, or null where it has to be verified.</summary>
    public ClaimsPrincipal? Find(ReadOnlySpan<char> token) =>
        _tokens.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(token, out var known)
        && clock.GetUtcNow() < known.Until && keys.Find(known.Key) is not null
            ? known.Principal
            : null;

    public void Keep(JsonWebToken token, ClaimsPrincipal principal)
    {
        if (Volatile.Read(ref _count) >= Most) Forget();
        if (_tokens.TryAdd(token.EncodedToken, new Verified(principal, new DateTimeOffset(token.ValidTo, TimeSpan.Zero), token.Kid))) Interlocked.Increment(ref _count);
    }

    /// <summary>Makes room: the expired ones go, and where that is not enough, all.</summary>
    private void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (var (token, known) in _tokens)
            if (known.Until <= now && _tokens.TryRemove(token, out _)) Interlocked.Decrement(ref _count);
        if (Volatile.Read(ref _count) < Most) return;
        _tokens.Clear();
        Volatile.Write(ref _count, 0);
    }

    private sealed record Verified(ClaimsPrincipal Principal, DateTimeOffset Until, string Key);
}
