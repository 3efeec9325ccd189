using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Marquee.Storage;
using Marquee.Tickets;
using Marquee.Users.Domain;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Marquee.Users;

/// <summary>Nothing wakes it: those who sign and verify ask every few minutes, and each question brings the ring up to date.</summary>
[GrainType("signing-keys")]
internal sealed class SigningKeysGrain : Grain, ISigningKeysGrain, ISigningKeyRing
{
    private readonly ColdState<SigningKeysState> _ring;
    private readonly KeySchedule _schedule;
    private readonly TimeProvider _clock;

    public SigningKeysGrain(
        [PersistentState("signing-keys", StorageNames.Cold)] IPersistentState<SigningKeysState> row,
        IOptions<AccountsOptions> accounts,
        IOptions<TicketOptions> tickets,
        IGrainContext context,
        TimeProvider clock)
    {
        _ring = new ColdState<SigningKeysState>(this, row);
        _schedule = context.GrainId.Key.ToString() == ISigningKeysGrain.TicketsKey ? tickets.Value.KeySchedule : accounts.Value.KeySchedule;
        _clock = clock;
    }

    public async Task<ImmutableArray<PublicKey>> PublicKeys() => [.. (await Keys()).Select(PublicHalf)];

    public async Task<ImmutableArray<StoredKey>> Keys()
    {
        var ring = new KeyRing([.. _ring.Value.Keys.Select(key => new RingKey(key.Id, key.SignsFrom, key.Private))]);
        var due = ring.At(_clock.GetUtcNow(), _schedule, NewKey);
        if (due != ring) await _ring.SaveAsync(new SigningKeysState { Keys = [.. due.Keys.Select(key => new StoredKey(key.Id, key.SignsFrom, key.Private.ToArray()))] });
        return _ring.Value.Keys;
    }

    private static RingKey NewKey(DateTimeOffset signsFrom)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new RingKey(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12)), signsFrom, key.ExportPkcs8PrivateKey());
    }

    private static PublicKey PublicHalf(StoredKey stored)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(stored.Private, out _);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new PublicKey(stored.Id, Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
    }
}
