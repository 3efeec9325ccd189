using Marquee.Silo.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Marquee.Tests.Hosting;

public sealed class DatabaseWatchTests
{
    [Fact]
    public void A_silo_that_others_outlive_again_and_again_is_alone() =>
        Assert.Equal([false, false, false, false, true], Judge((false, true), (false, true), (false, true), (false, true), (false, true)));

    [Fact]
    public void Where_nobody_reaches_the_database_nobody_is_alone_however_long_it_takes() =>
        Assert.DoesNotContain(true, Judge([.. Enumerable.Repeat((false, false), 100)]));

    [Fact]
    public void Who_is_the_last_to_hear_that_it_is_back_stays() =>
        Assert.DoesNotContain(true, Judge([.. Enumerable.Repeat((false, false), 9), .. Enumerable.Repeat((false, true), AloneWithoutDatabase.Times - 1), (true, true), (false, true)]));

    [Fact]
    public void What_a_silo_heard_is_worth_something_for_three_seconds()
    {
        var clock = new FakeTimeProvider();
        var reach = new DatabaseReach(clock);
        clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.True(reach.IsFresh);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(reach.IsFresh);
        reach.Heard();
        Assert.True(reach.IsFresh);
    }

    private static bool[] Judge(params IReadOnlyList<(bool Reaches, bool OthersReach)> rounds)
    {
        var alone = new AloneWithoutDatabase();
        return [.. rounds.Select(round => alone.Is(round.Reaches, round.OthersReach))];
    }
}
