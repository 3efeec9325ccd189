using System.Collections.Frozen;
using Marquee.Users;
using Microsoft.IdentityModel.Tokens;

namespace Marquee.Api.Users;

/// <summary>
/// The keys that tokens are verified with, as last read, so that verifying waits for nobody. Read again every few minutes, and when a
/// token names a key not seen before; the latter not too often, for anybody can make up names of keys.
/// </summary>
internal sealed partial class TokenKeys(IPublicKeySource source, TimeProvider clock, ILogger<TokenKeys> log) : IDisposable
{
    private static readonly TimeSpan ReadAtMostEvery = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _reading = new(1);
    private volatile FrozenDictionary<string, JsonWebKey> _keys = FrozenDictionary<string, JsonWebKey>.Empty;
    private DateTimeOffset _read = DateTimeOffset.MinValue;

    public IEnumerable<JsonWebKey> All => _keys.Values;

    public JsonWebKey? Find(string? id) => id is null ? null : _keys.GetValueOrDefault(id);

    /// <summary>Reads the keys anew; the old ones stay where that fails.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            await ReadAsync(cancellation);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Makes sure that the key is known, if there is such a key.</summary>
    /// <exception cref="TimeoutException">No key could be read yet, so nothing can be said of any token.</exception>
    public async Task LearnAsync(string id, CancellationToken cancellation)
    {
        if (Find(id) is not null) return;
        await _reading.WaitAsync(cancellation);
        try
        {
            if (Find(id) is null && clock.GetUtcNow() - _read >= ReadAtMostEvery) await ReadAsync(cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogUnread(log, failure);
        }
        finally
        {
            _reading.Release();
        }

        if (_keys.Count == 0) throw new TimeoutException("The keys that sign access tokens are not known yet.");
    }

    public void Dispose() => _reading.Dispose();

    private async Task ReadAsync(CancellationToken cancellation)
    {
        _read = clock.GetUtcNow();
        var keys = await source.ReadAsync(cancellation);
        // The same object for the same key: the library keeps a verifier for each.
        _keys = keys.ToFrozenDictionary(key => key.Id, key => Find(key.Id) ?? KeyOf(key), StringComparer.Ordinal);
    }

    private static JsonWebKey KeyOf(PublicKey key) => new()
    {
        Kid = key.Id,
        Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
        Crv = JsonWebKeyECTypes.P256,
        Use = JsonWebKeyUseNames.Sig,
        Alg = AccessTokens.Algorithm,
        X = key.X,
        Y = key.Y,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys that sign access tokens could not be read")]
    private static partial void LogUnread(ILogger log, Exception failure);
}
