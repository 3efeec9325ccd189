using Marquee.LoadTest.Faults;
using Xunit;

namespace Marquee.Tests.Faults;

/// <summary>A few of the faults that <c>LoadTest faults</c> does, each followed by the whole check of what clients were told.</summary>
public sealed class ClusterFaultTests(FaultedCluster cluster) : IClassFixture<FaultedCluster>
{
    [Fact]
    public async Task Killed_under_load_the_silo_of_the_hot_show_is_replaced_in_seconds_and_nothing_is_lost() =>
        Kept(await cluster.SufferAsync("kill-hot"), within: TimeSpan.FromSeconds(15));

    [Fact]
    public async Task A_silo_that_hangs_for_five_seconds_loses_nothing_and_writes_nothing_wrong() =>
        Kept(await cluster.SufferAsync("hang-5"), within: TimeSpan.FromSeconds(30));

    [Fact]
    public async Task A_database_that_stops_under_three_silos_and_comes_back_loses_nothing() =>
        Kept(await cluster.SufferAsync("database-stop"), within: TimeSpan.FromSeconds(10));

    private static void Kept(TrialResult result, TimeSpan within)
    {
        // How soon a cluster without a database says so is for runs that have the machine to themselves.
        Assert.DoesNotContain(result.Breaches, breach => breach.Invariant != "answer");
        Assert.Contains(result.Stories, story => story.Confirmed is not null);
        Assert.InRange(Assert.Single(result.Recoveries), TimeSpan.Zero, within);
    }
}
