using System.Text.Json;
using Marquee.LoadTest.Runs;
using Xunit;

namespace Marquee.Tests.LoadRuns;

public sealed class TallyTests
{
    private static readonly double[] Shares = [0.01, 0.5, 0.9, 0.99, 0.999, 1];

    [Fact]
    public void Merged_histograms_say_what_one_of_everything_says()
    {
        var random = new Random(3);
        var (all, parts) = (new Durations(), Enumerable.Range(0, 4).Select(_ => new Durations()).ToArray());
        for (var i = 0; i < 50_000; i++)
        {
            var took = TimeSpan.FromMicroseconds(Math.Exp(random.NextDouble() * 15));
            all.Add(took);
            parts[i % parts.Length].Add(took);
        }

        var merged = new Durations();
        foreach (var part in parts) merged.Add(Durations.Read(part.Write()));
        Assert.Equal((all.Count, all.LongestMilliseconds), (merged.Count, merged.LongestMilliseconds));
        Assert.All(Shares, share => Assert.Equal(all.Quantile(share), merged.Quantile(share)));
    }

    [Fact]
    public void A_quantile_is_right_to_three_digits()
    {
        var durations = new Durations();
        for (var i = 1; i <= 10_000; i++) durations.Add(TimeSpan.FromMilliseconds(i));
        Assert.InRange(durations.Quantile(0.5), 4_995, 5_010);
        Assert.InRange(durations.Quantile(0.99), 9_890, 9_920);
    }

    [Fact]
    public void Nothing_took_no_time() => Assert.Equal((0, 0.0, 0.0), (new Durations().Count, new Durations().Quantile(0.99), new Durations().LongestMilliseconds));

    [Fact]
    public void A_tally_comes_over_the_line_whole()
    {
        var tallies = new Tallies();
        tallies.Began();
        tallies.Answered("hold", "201", TimeSpan.FromMilliseconds(20));
        tallies.Answered("hold", "409 seats-unavailable", TimeSpan.FromMilliseconds(5));
        tallies.Ended("book", "bought", 3, TimeSpan.FromMilliseconds(80));
        var sum = new Tally();
        var taken = JsonSerializer.Serialize(tallies.Take());
        sum.Add(JsonSerializer.Deserialize<Tally>(taken)!);
        sum.Add(JsonSerializer.Deserialize<Tally>(taken)!);
        Assert.Equal((2, 6), (sum.Begun, sum.SeatsSold));
        Assert.Equal((4, 2), (sum.AllRequests().Count, sum.AllJourneys().Count));
        Assert.Equal(2, sum.Answers["409 seats-unavailable"]);
        Assert.Equal(2, sum.Outcomes["book: bought"]);
        Assert.Empty(tallies.Take().Answers);
    }
}
