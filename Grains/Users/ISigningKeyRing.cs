using System.Collections.Immutable;

namespace Marquee.Users;

/// <summary>The side of <see cref="ISigningKeysGrain"/> that only the silos see: the keys themselves.</summary>
[Alias("marquee.signing-key-ring")]
internal interface ISigningKeyRing : IGrainWithStringKey
{
    [Alias("keys")] Task<ImmutableArray<StoredKey>> Keys();
}

/// <param name="Private">PKCS #8, in the clear: whoever reads the database or a silo's memory can sign.</param>
[GenerateSerializer, Immutable, Alias("marquee.stored-key")]
internal sealed record StoredKey([property: Id(0)] string Id, [property: Id(1)] DateTimeOffset SignsFrom, [property: Id(2)] byte[] Private);

/// <summary>
/// What is on disk of the key ring. The private keys are in the database as they are; it already holds all that they protect. Keep
/// backups accordingly.
/// </summary>
[GenerateSerializer, Immutable, Alias("marquee.signing-keys-state")]
internal sealed record SigningKeysState
{
    [Id(0)] public ImmutableArray<StoredKey> Keys { get; init; } = [];
}
