namespace Marquee.Users;

/// <summary>Signs access tokens with the cluster's current key. A stateless worker: any number may sign at once, in every silo.</summary>
[Alias("marquee.access-token")]
internal interface IAccessTokenGrain : IGrainWithStringKey
{
    const string Key = "0";

    [Alias("issue")] Task<IssuedToken> Issue(UserId user, UserRole role, SessionId session);
}

[GenerateSerializer, Immutable, Alias("marquee.issued-token")]
internal sealed record IssuedToken([property: Id(0)] string Token, [property: Id(1)] TimeSpan ExpiresIn);
