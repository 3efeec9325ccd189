using System.Diagnostics;
using System.Threading.RateLimiting;

namespace Marquee.Api.Http;

/// <summary>
/// One caller's tokens, filled up when the caller comes. The framework fills the buckets of all who came lately, ten times a second, and that
/// costs more the more customers there are, whether they ask for anything or not.
/// </summary>
internal sealed class TokenBucket(int perSecond, int burst) : RateLimiter
{
    private readonly TimeSpan _timeToFill = TimeSpan.FromSeconds((double)burst / perSecond);

    // Not disposed of with this: it has no timer, and somebody may be about to take a token from a bucket that was just thrown away.
    private readonly TokenBucketRateLimiter _tokens = new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        AutoReplenishment = false,
    });

    private long _lastAsked = Stopwatch.GetTimestamp();

    /// <summary>None before the bucket is full again: whoever comes after it was thrown away finds a full one.</summary>
    public override TimeSpan? IdleDuration =>
        Stopwatch.GetElapsedTime(Volatile.Read(ref _lastAsked)) is var idle && idle >= _timeToFill ? idle : null;

    public override RateLimiterStatistics? GetStatistics() => _tokens.GetStatistics();

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        Fill();
        return _tokens.AttemptAcquire(permitCount);
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        Fill();
        return _tokens.AcquireAsync(permitCount, cancellationToken);
    }

    private void Fill()
    {
        Volatile.Write(ref _lastAsked, Stopwatch.GetTimestamp());
        _tokens.TryReplenish();
    }
}
