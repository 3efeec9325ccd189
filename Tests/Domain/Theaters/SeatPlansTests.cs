using System.Runtime.CompilerServices;
using Marquee.Theaters;
using Marquee.Theaters.Domain;
using Xunit;
using static Marquee.Tests.Domain.Shows.Halls;

namespace Marquee.Tests.Domain.Theaters;

public sealed class SeatPlansTests
{
    [Fact]
    public void Halls_laid_out_alike_share_one_plan() =>
        Assert.Same(SeatPlans.Of(Hall(Row("A", "1-8"), Row("B", "1-9")), out _), SeatPlans.Of(Hall(Row("A", "1-8"), Row("B", "1-9")), out _));

    [Fact]
    public void Halls_that_differ_in_anything_do_not()
    {
        var one = SeatPlans.Of(Hall(Row("A", "1-8")), out _);
        Assert.NotSame(one, SeatPlans.Of(Hall(Row("A", "1-9")), out _));
        Assert.NotSame(one, SeatPlans.Of(Hall(Row("A", "1-8", SeatCategory.Gold)), out _));
        Assert.NotSame(one, SeatPlans.Of(Hall(Row("A", "1-8", wheelchair: "A1")), out _));
        Assert.NotSame(one, SeatPlans.Of(Hall(Row("A", "1-8", wheelchair: "A1", companion: "A2")), out _));
    }

    [Fact]
    public void A_layout_that_is_not_valid_is_refused_each_time()
    {
        for (var i = 0; i < 2; i++)
        {
            Assert.Null(SeatPlans.Of(Hall(Row("A", "1-8", wheelchair: "A9")), out var errors));
            Assert.NotEmpty(errors);
        }
    }

    [Fact]
    public void A_plan_that_nobody_uses_is_forgotten()
    {
        var plan = Unused();
        GC.Collect();
        Assert.False(plan.TryGetTarget(out _));
        Assert.Equal(8, SeatPlans.Of(Hall(Row("X", "1-8")), out _)!.Count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<SeatPlan> Unused() => new(SeatPlans.Of(Hall(Row("X", "1-8")), out _)!);

    private static ScreenLayout Hall(params LayoutRow[] rows) => new([.. rows]);
}
