using Marquee.Users;

namespace Marquee.Api.Users;

/// <summary>Where the keys come from that access tokens are verified with.</summary>
internal interface IPublicKeySource
{
    Task<IReadOnlyList<PublicKey>> ReadAsync(CancellationToken cancellation);
}

internal sealed class ClusterPublicKeys(IGrainFactory grains) : IPublicKeySource
{
    public async Task<IReadOnlyList<PublicKey>> ReadAsync(CancellationToken cancellation) =>
        await grains.GetGrain<ISigningKeysGrain>(ISigningKeysGrain.Key).PublicKeys().WaitAsync(cancellation);
}
