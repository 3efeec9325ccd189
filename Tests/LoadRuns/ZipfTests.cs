using Marquee.LoadTest.Journeys;
using Xunit;

namespace Marquee.Tests.LoadRuns;

public sealed class ZipfTests
{
    private const int Picks = 200_000;

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.6)]
    [InlineData(2.0)]
    public void Number_k_comes_up_as_often_as_one_in_k_to_the_s(double s)
    {
        var counts = Count(20, s);
        for (var k = 2; k <= 5; k++) Assert.InRange(counts[k - 1] * Math.Pow(k, s) / counts[0], 0.93, 1.07);
    }

    [Fact]
    public void With_exponent_0_all_are_wanted_alike() => Assert.All(Count(10, 0), count => Assert.InRange(count, Picks / 10 * 0.95, Picks / 10 * 1.05));

    [Fact]
    public void The_only_one_is_always_picked() => Assert.Equal([Picks], Count(1, 1));

    private static int[] Count(int items, double s)
    {
        var (zipf, random, counts) = (new Zipf(items, s), new Random(7), new int[items]);
        for (var pick = 0; pick < Picks; pick++) counts[zipf.Pick(random)]++;
        return counts;
    }
}
