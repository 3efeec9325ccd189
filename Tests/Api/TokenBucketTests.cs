using Marquee.Api.Http;
using Xunit;

namespace Marquee.Tests.Api;

public sealed class TokenBucketTests
{
    private const int Second = 1_000;

    [Fact]
    public async Task Who_has_used_up_the_tokens_has_new_ones_after_a_while()
    {
        using var bucket = new TokenBucket(perSecond: 20, burst: 2);
        Assert.True(Take(bucket));
        Assert.True(Take(bucket));
        Assert.False(Take(bucket));
        await Task.Delay(Second / 20 * 2);
        Assert.True(Take(bucket));
    }

    /// <summary>Whoever throws away what is idle would give a new burst to who has just used up one.</summary>
    [Fact]
    public async Task It_is_not_idle_before_it_is_full_again()
    {
        using var slow = new TokenBucket(perSecond: 1, burst: 1_000);
        using var quick = new TokenBucket(perSecond: 1_000, burst: 1);
        Take(slow);
        Take(quick);
        await Task.Delay(10);
        Assert.Null(slow.IdleDuration);
        Assert.NotNull(quick.IdleDuration);
    }

    private static bool Take(TokenBucket bucket)
    {
        using var lease = bucket.AttemptAcquire();
        return lease.IsAcquired;
    }
}
