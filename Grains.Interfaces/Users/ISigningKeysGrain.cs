using System.Collections.Immutable;

namespace Marquee.Users;

/// <summary>
/// Owns the keys that sign one kind of thing: which there are, which one signs, when the next takes over. Keyed by <see cref="Key"/> for access
/// tokens and by <see cref="TicketsKey"/> for tickets, each one for the whole cluster. The next key is told a while before it signs, an old one
/// until the last thing it signed is good for nothing.
/// </summary>
[Alias("marquee.signing-keys")]
public interface ISigningKeysGrain : IGrainWithStringKey
{
    const string Key = "0";
    const string TicketsKey = "tickets";

    /// <summary>The keys that a thing which is good may be signed with, now or soon.</summary>
    [Alias("public-keys")] Task<ImmutableArray<PublicKey>> PublicKeys();
}

/// <summary>The public half of an ES256 key: a point on P-256, coordinates in base64url.</summary>
[GenerateSerializer, Immutable, Alias("marquee.public-key")]
public sealed record PublicKey([property: Id(0)] string Id, [property: Id(1)] string X, [property: Id(2)] string Y);
