using Marquee.Theaters;
using Marquee.Theaters.Domain;
using Xunit;
using static Marquee.Tests.Domain.Shows.Halls;

namespace Marquee.Tests.Domain.Theaters;

public sealed class SeatPlanTests
{
    private static string ErrorsOf(params LayoutRow[] rows)
    {
        Assert.Null(SeatPlan.Parse(new ScreenLayout([.. rows]), out var errors));
        return string.Join(" ", errors);
    }

    [Fact]
    public void Aisles_take_columns_and_numbers_may_run_either_way()
    {
        var plan = Plan(Row("A", "1-2,_,_,5"), Row("B", "3-1"));
        Assert.Equal(["A1", "A2", "A5", "B3", "B2", "B1"], plan.Seats.Select(seat => seat.Label));
        Assert.Equal([0, 1, 4, 0, 1, 2], plan.Seats.Select(seat => seat.X));
        Assert.Equal(5, plan.Columns);
        Assert.True(plan.Beside(0, 1));
        Assert.False(plan.Beside(1, 2));
        Assert.False(plan.Beside(2, 3));
    }

    [Fact]
    public void A_layout_that_cannot_be_sold_is_refused_with_every_reason()
    {
        Assert.Contains("at least one row", ErrorsOf());
        Assert.Contains("Row A is there twice", ErrorsOf(Row("A", "1-2"), Row("A", "3-4")));
        Assert.Contains("Seat A2 is there twice", ErrorsOf(Row("A", "1-2,2-3")));
        Assert.Contains("Seat A11 is there twice", ErrorsOf(Row("A", "11"), Row("A1", "1")));
        Assert.Contains("Row B has no seats", ErrorsOf(Row("A", "1"), Row("B", "_")));
        Assert.Contains("no such seat", ErrorsOf(Row("A", "1-2", wheelchair: "A9")));
        Assert.Contains("beside a wheelchair place", ErrorsOf(Row("A", "1,_,2", wheelchair: "A1", companion: "A2")));
        Assert.Contains("neither a seat number", ErrorsOf(Row("A", "1-")));
        Assert.Contains("neither a seat number", ErrorsOf(Row("A", "0-5")));
        Assert.Contains("letters or digits", ErrorsOf(Row("A B", "1")));
        Assert.Contains("columns wide", ErrorsOf(Row("A", "1-999")));
        Assert.Contains("at most 2000 seats", ErrorsOf([.. Enumerable.Range(0, 11).Select(row => Row($"R{row}", "1-200"))]));
    }

    [Fact]
    public void Two_thousand_seats_are_allowed() =>
        Assert.Equal(2000, Plan([.. Enumerable.Range(0, 10).Select(row => Row($"{(char)('A' + row)}", "1-200"))]).Count);
}
