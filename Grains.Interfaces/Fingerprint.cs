using System.Security.Cryptography;

namespace Marquee;

/// <summary>
/// 128 bits of a request's SHA-256. A grain keeps the one that made it, to tell a repeat from another request under the same key.
/// </summary>
[GenerateSerializer, Immutable, Alias("marquee.fingerprint")]
public readonly record struct Fingerprint([property: Id(0)] Guid Value)
{
    public static Fingerprint Of(ReadOnlySpan<byte> request)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(request, digest);
        return new(new Guid(digest[..16]));
    }
}
