using System.Collections.Immutable;

namespace Marquee.Users;

/// <summary>Everything the accounts hold about one user, but the password's hash.</summary>
[GenerateSerializer, Immutable, Alias("marquee.user-export")]
public sealed record UserExport(
    [property: Id(0)] UserView Profile,
    [property: Id(1)] ImmutableArray<SessionView> Sessions);

/// <param name="RefreshedAt">When its tokens were last renewed; when it was opened, where never.</param>
[GenerateSerializer, Immutable, Alias("marquee.session-view")]
public sealed record SessionView(
    [property: Id(0)] SessionId Id,
    [property: Id(1)] DateTimeOffset OpenedAt,
    [property: Id(2)] DateTimeOffset RefreshedAt,
    [property: Id(3)] DateTimeOffset ExpiresAt);
