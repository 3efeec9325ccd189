using Marquee.LoadTest;
using Marquee.LoadTest.Overload;
using Xunit;

namespace Marquee.Tests.LoadRuns;

public sealed class OptionPairsTests
{
    [Fact]
    public void What_is_asked_for_takes_the_place_of_what_is_usual()
    {
        Assert.True(OverloadOptions.TryParse(["--times", "5", "--rush", "50"], out var options, out _));
        Assert.Equal(new OverloadOptions(3, 6, 5, 50), options);
    }

    [Theory]
    [InlineData("--times needs a value.", "--rush", "50", "--times")]
    [InlineData("--times 99 is not understood.", "--times", "99")]
    [InlineData("--tims 3 is not understood.", "--rush", "50", "--tims", "3")]
    public void What_is_none_is_refused_by_name(string why, params string[] args)
    {
        Assert.False(OverloadOptions.TryParse(args, out _, out var error));
        Assert.Equal(why, error);
    }

    [Fact]
    public void A_hint_follows_where_there_is_one()
    {
        Assert.False(IdleOptions.TryParse(["--count", "1"], out _, out var error));
        Assert.Equal("--count 1 is not understood; --count is 10 to 2000.", error);
    }
}
