using System.Diagnostics.Metrics;

namespace Marquee.Api.Copies;

/// <summary>Meter <c>Marquee.Cache</c>: how often a copy did, and how often Redis did not.</summary>
internal sealed class CacheMetrics
{
    public const string MeterName = "Marquee.Cache";

    private readonly Counter<long> _reads;
    private readonly Counter<long> _redisFailures;
    private long _hits;
    private long _misses;

    public CacheMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _reads = meter.CreateCounter<long>("marquee.cache.reads", "{read}", "Reads of the catalogue, by kind and by whether there was a copy.");
        _redisFailures = meter.CreateCounter<long>("marquee.cache.redis.failures", "{failure}", "Times that Redis failed or was too slow.");
        meter.CreateObservableGauge("marquee.cache.hit.ratio", HitRatio, "1", "Share of reads since the start for which there was a copy.");
    }

    public long Hits => Interlocked.Read(ref _hits);

    public double HitRatio() => Interlocked.Read(ref _hits) is var hits && Interlocked.Read(ref _misses) is var misses && hits + misses > 0 ? hits / (double)(hits + misses) : 0;

    public void Read(string kind, bool hit)
    {
        Interlocked.Increment(ref hit ? ref _hits : ref _misses);
        _reads.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("result", hit ? "hit" : "miss"));
    }

    public void RedisFailed() => _redisFailures.Add(1);
}
