using Marquee.Silo.Inbox;
using Xunit;

namespace Marquee.Tests.Inbox;

public sealed class BackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(10, 512)]
    [InlineData(11, 600)]
    [InlineData(1_000, 600)]
    public void It_doubles_up_to_the_longest(int failures, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.After(failures, First, Longest, chance: 1));

    [Fact]
    public void Chance_takes_away_up_to_half()
    {
        Assert.Equal(TimeSpan.FromSeconds(2), Backoff.After(3, First, Longest, chance: 0));
        Assert.Equal(TimeSpan.FromSeconds(3), Backoff.After(3, First, Longest, chance: 0.5));
    }
}
