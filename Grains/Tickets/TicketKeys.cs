using System.Collections.Immutable;
using System.Security.Cryptography;
using Marquee.Users;
using Marquee.Users.Domain;

namespace Marquee.Tickets;

/// <summary>The key ring, ready to sign and to verify.</summary>
internal sealed class TicketKeys(ImmutableArray<StoredKey> stored)
{
    private readonly KeyRing _ring = new([.. stored.Select(key => new RingKey(key.Id, key.SignsFrom, key.Private))]);
    private readonly Dictionary<string, ECDsa> _keys = stored.ToDictionary(key => key.Id, KeyOf, StringComparer.Ordinal);

    public (string Id, ECDsa Key) SignerAt(DateTimeOffset now)
    {
        var signer = _ring.SignerAt(now) ?? throw new InvalidOperationException("The key ring is empty.");
        return (signer.Id, _keys[signer.Id]);
    }

    public ECDsa? Find(string id) => _keys.GetValueOrDefault(id);

    private static ECDsa KeyOf(StoredKey stored)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(stored.Private, out _);
        return key;
    }
}
