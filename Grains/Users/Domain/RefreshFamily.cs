using System.Security.Cryptography;
using System.Text;

namespace Marquee.Users.Domain;

internal enum RefreshDecision
{
    Rotate = 0,

    /// <summary>Not the newest token: the family ends.</summary>
    Reused = 1,
    Expired = 2,
}

/// <summary>
/// The tokens that follow one another in a session, known by the hash of the newest alone. Any other one that names the session counts as
/// an old one: only somebody who held a token of it knows its name.
/// </summary>
internal static class RefreshFamily
{
    public static RefreshDecision Decide(ReadOnlySpan<byte> newest, DateTimeOffset expiresAt, string secret, DateTimeOffset now)
    {
        if (!CryptographicOperations.FixedTimeEquals(newest, HashOf(secret))) return RefreshDecision.Reused;
        return now < expiresAt ? RefreshDecision.Rotate : RefreshDecision.Expired;
    }

    /// <summary>A plain hash is enough: nobody can try all of 256 random bits.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));
}
