using Orleans.Concurrency;

namespace Marquee.Users;

/// <summary>
/// Owns the family of refresh tokens that grew from one sign-in. Keyed by session id. Each token is good for one refresh; one that comes
/// again has been stolen or copied, and nobody can tell by whom, so the whole family ends.
/// </summary>
[Alias("marquee.session")]
public interface ISessionGrain : IGrainWithStringKey
{
    /// <summary>Begins the family and gives its first token.</summary>
    [Alias("start")] Task<RefreshToken> Start(UserId user, DateTimeOffset expiresAt);

    /// <summary>A new pair of tokens in exchange for the newest one. Null where the session is over or this has ended it.</summary>
    [Alias("refresh")] Task<SessionTokens?> Refresh(RefreshToken token);

    /// <summary>Ends the session; one that is over stays so.</summary>
    [Alias("end")] Task End();

    /// <summary>Drops what is kept of a session that its user has closed.</summary>
    [Alias("forget"), OneWay] Task Forget();

    [Alias("get"), AlwaysInterleave] Task<SessionView?> Get();
}
