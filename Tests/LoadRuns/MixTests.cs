using Marquee.LoadTest.Journeys;
using Xunit;

namespace Marquee.Tests.LoadRuns;

public sealed class MixTests
{
    [Fact]
    public void Each_part_comes_up_as_often_as_its_weight_says()
    {
        Assert.True(Mix<JourneyKind>.TryParse("browse=60,book=30,cancel=10,abandon=0", out var mix, out _));
        var random = new Random(1);
        var picks = Enumerable.Range(0, 100_000).Select(_ => mix.Pick(random)).CountBy(kind => kind).ToDictionary();
        Assert.InRange(picks[JourneyKind.Browse], 59_000, 61_000);
        Assert.InRange(picks[JourneyKind.Book], 29_000, 31_000);
        Assert.InRange(picks[JourneyKind.Cancel], 9_500, 10_500);
        Assert.DoesNotContain(JourneyKind.Abandon, picks.Keys);
    }

    [Fact]
    public void It_is_written_as_it_is_read()
    {
        Assert.True(Mix<PayWith>.TryParse("wallet=5,upi=1", out var mix, out _));
        Assert.Equal("wallet=5,upi=1", mix.ToString());
    }

    [Theory]
    [InlineData("", "''")]
    [InlineData("browse", "'browse'")]
    [InlineData("browse=60,dance=40", "'dance=40'")]
    [InlineData("1=60", "'1=60'")]
    [InlineData("Browse=60", "'Browse=60'")]
    [InlineData("browse=-1", "'browse=-1'")]
    [InlineData("browse=1.5", "'browse=1.5'")]
    [InlineData("browse=1,browse=2", "twice")]
    [InlineData("browse=0,book=0", "above 0")]
    public void What_is_no_mix_is_refused_by_name(string text, string named)
    {
        Assert.False(Mix<JourneyKind>.TryParse(text, out _, out var error));
        Assert.Contains(named, error, StringComparison.Ordinal);
    }
}
