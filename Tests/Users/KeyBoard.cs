using Marquee.Api.Users;
using Marquee.Users;
using Microsoft.IdentityModel.Tokens;

namespace Marquee.Tests.Users;

/// <summary>The public keys that a test has put up, and how often they were read.</summary>
internal sealed class KeyBoard : IPublicKeySource
{
    private volatile PublicKey[] _keys = [];
    private int _reads;

    public bool Failing { get; set; }

    public int Reads => Volatile.Read(ref _reads);

    public void Publish(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        _keys = [.. _keys, new PublicKey(key.KeyId, Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y))];
    }

    public void TakeDown() => _keys = [];

    public Task<IReadOnlyList<PublicKey>> ReadAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _reads);
        if (Failing) throw new IOException("The keys are out of reach.");
        return Task.FromResult<IReadOnlyList<PublicKey>>(_keys);
    }
}
