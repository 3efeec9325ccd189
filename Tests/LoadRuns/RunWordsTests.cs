using Marquee.LoadTest.Runs;
using Xunit;

namespace Marquee.Tests.LoadRuns;

public sealed class RunWordsTests
{
    [Fact]
    public void Without_a_word_it_asks_a_little_of_a_system_of_its_own()
    {
        Assert.True(RunWords.TryParse([], out var options, out _));
        Assert.Equal((20.0, null, 1, 1), (options.Rate, options.Concurrency, options.Silos, options.Apis));
        Assert.Empty(options.Urls);
    }

    [Fact]
    public void Everything_can_be_chosen()
    {
        Assert.True(RunWords.TryParse(
            "--silos 3 --apis 2 --change 9:stop,4:add --concurrency 8 --seconds 12 --mix book=1 --pay upi=1 --zipf 0.8 --rush --generators 2 --shows 5 --customers 9 --settle 7 --out x".Split(' '),
            out var options, out var error), error);
        Assert.Equal((3, 2, 8, 12, 0.8, true, 2, 5, 9, 7, "x"), (options.Silos, options.Apis, options.Concurrency, options.Seconds, options.Zipf, options.Rush, options.Generators, options.Shows, options.Customers, options.Settle, options.Out));
        Assert.Equal([new SiloChange(4, true), new SiloChange(9, false)], options.Changes);
        Assert.Equal(("book=1", "upi=1", null), (options.Mix.ToString(), options.Pay.ToString(), options.Rate));
    }

    [Fact]
    public void A_system_that_runs_can_be_asked_at_several_places()
    {
        Assert.True(RunWords.TryParse("--url http://a:1,https://b --email e --password p --database d --rate 2.5".Split(' '), out var options, out var error), error);
        Assert.Equal([new Uri("http://a:1"), new Uri("https://b")], options.Urls);
        Assert.Equal(("e", "p", "d", 2.5), (options.Email, options.Password, options.Database, options.Rate));
    }

    [Theory]
    [InlineData("--rate", "--rate")]
    [InlineData("--rate 0", "--rate 0")]
    [InlineData("--rate -1", "--rate -1")]
    [InlineData("--rate 5 --concurrency 5", "either --rate or --concurrency")]
    [InlineData("--rate 5 --rate 6", "--rate is given twice")]
    [InlineData("--mix dance=1", "'dance=1'")]
    [InlineData("--pay cash=1", "'cash=1'")]
    [InlineData("--zipf nan", "--zipf nan")]
    [InlineData("--change 5:explode", "--change 5:explode")]
    [InlineData("--change 30:add --seconds 30", "before the end")]
    [InlineData("--speed 9", "--speed 9")]
    [InlineData("--url ftp://a --email e --password p", "--url ftp://a")]
    [InlineData("--url http://a", "--email and --password")]
    [InlineData("--url http://a --email e --password p --silos 2", "--silos")]
    [InlineData("--email e", "--email goes with --url")]
    [InlineData("--database d", "--database goes with --url")]
    [InlineData("--generators 4 --concurrency 3", "for each generator")]
    [InlineData("--generators 4 --customers 3", "for each generator")]
    public void What_it_cannot_do_is_refused_by_name(string words, string named)
    {
        Assert.False(RunWords.TryParse(words.Split(' '), out _, out var error));
        Assert.Contains(named, error, StringComparison.Ordinal);
    }
}
