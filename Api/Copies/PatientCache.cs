using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Options;

namespace Marquee.Api.Copies;

/// <summary>
/// A second level that may be away: it is asked for a moment, and after a failure let alone for a while. Without it there is one level, and
/// nobody waits or fails for it.
/// </summary>
internal sealed partial class PatientCache(IDistributedCache inner, CacheMetrics metrics, IOptions<CacheOptions> options, TimeProvider clock, ILogger<PatientCache> log) : IDistributedCache
{
    private long _failedAt;

    private bool Rests => Interlocked.Read(ref _failedAt) is not 0 and var at && clock.GetElapsedTime(at) < options.Value.RedisRest;

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        byte[]? found = null;
        await TryAsync(async cancellation => found = await inner.GetAsync(key, cancellation), token);
        return found;
    }

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        TryAsync(cancellation => inner.SetAsync(key, value, options, cancellation), token);

    public Task RefreshAsync(string key, CancellationToken token = default) => TryAsync(cancellation => inner.RefreshAsync(key, cancellation), token);

    public Task RemoveAsync(string key, CancellationToken token = default) => TryAsync(cancellation => inner.RemoveAsync(key, cancellation), token);

    // Nobody here blocks a thread for a copy.
    public byte[]? Get(string key) => null;

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
    }

    public void Refresh(string key)
    {
    }

    public void Remove(string key)
    {
    }

    private async Task TryAsync(Func<CancellationToken, Task> act, CancellationToken token)
    {
        if (Rests) return;
        try
        {
            // The client does not look at its token once a command is on its way, so it is not waited for.
            await Task.Run(() => act(token), token).WaitAsync(options.Value.RedisPatience, clock, token);
            Interlocked.Exchange(ref _failedAt, 0);
        }
        catch (Exception failure) when (!token.IsCancellationRequested)
        {
            if (Interlocked.Exchange(ref _failedAt, clock.GetTimestamp()) == 0) LogAway(log, failure);
            metrics.RedisFailed();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis is away or too slow; copies are kept in this process alone")]
    private static partial void LogAway(ILogger log, Exception failure);
}
