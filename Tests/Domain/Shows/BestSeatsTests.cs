using Marquee.Shows;
using Marquee.Shows.Domain;
using Marquee.Theaters;
using Xunit;
using static Marquee.Tests.Domain.Shows.Halls;

namespace Marquee.Tests.Domain.Shows;

public sealed class BestSeatsTests
{
    private static string? Best(SeatMap map, int quantity, SeatCategory? category = null, bool split = false) =>
        BestSeats.Choose(map, new BestAvailable(quantity, category, split), Noon) is { } seats ? string.Join(",", map.Labels(seats)) : null;

    [Fact]
    public void The_middle_of_the_row_at_two_thirds_of_the_depth_comes_first()
    {
        var map = Map(Row("A", "1-6"), Row("B", "1-6"), Row("C", "1-6"), Row("D", "1-6"));
        Assert.Equal("C3,C4", Best(map, 2));
        map.Take("C3", "C4");
        Assert.Equal("C1,C2", Best(map, 2));
    }

    [Fact]
    public void Without_a_category_platinum_comes_before_gold_before_silver()
    {
        var map = Map(Row("A", "1-6"), Row("B", "1-6", SeatCategory.Gold), Row("C", "1-6", SeatCategory.Platinum));
        Assert.Equal("C3,C4", Best(map, 2));
        map.Take("C1", "C2", "C3", "C4", "C5", "C6");
        Assert.Equal("B3,B4", Best(map, 2));
        Assert.Equal("A3,A4", Best(map, 2, SeatCategory.Silver));
    }

    [Fact]
    public void An_aisle_parts_seats()
    {
        var map = Map(Row("A", "1-2,_,3-5"));
        Assert.Equal("A3,A4,A5", Best(map, 3));
        Assert.Null(Best(map, 4));
    }

    [Fact]
    public void Wheelchair_and_companion_places_are_left_to_those_who_name_them()
    {
        var map = Map(Row("A", "1-4", wheelchair: "A2", companion: "A3"));
        Assert.Null(Best(map, 2));
        Assert.Equal("A1,A4", Best(map, 2, split: true));
    }

    [Fact]
    public void A_lone_seat_is_avoided_where_that_can_be_helped_and_never_a_reason_to_refuse()
    {
        var map = Map(Row("A", "1-5"));
        Assert.Equal("A1,A2", Best(map, 2));
        Assert.Equal("A1,A2,A3,A4", Best(map, 4));
    }

    [Fact]
    public void Seats_apart_are_given_only_where_the_caller_allows_it_in_as_few_pieces_as_can_be()
    {
        var map = Map(Row("A", "1-3"), Row("B", "1-2"), Row("C", "1-4"));
        Assert.Null(Best(map, 6));
        Assert.Equal("C1,C2,C3,C4,B1,B2", Best(map, 6, split: true));
        Assert.Null(Best(map, 10, split: true));
    }

    /// <summary>160 buyers on a large hall, one after the other as the show serves them: nobody is refused while enough seats together are free.</summary>
    [Fact]
    public void A_rush_is_never_refused_while_enough_seats_together_are_free()
    {
        var map = Map([.. Enumerable.Range(0, 20).Select(row => Row($"{(char)('A' + row)}", "1-10,_,11-24,_,25-34"))]);
        var random = new Random(7);
        var served = 0;
        for (var buyer = 0; buyer < 400; buyer++)
        {
            var quantity = random.Next(1, 7);
            var together = map.Plan.Rows.SelectMany(row => FreeRun.In(map, row, Noon)).Any(run => run.Count >= quantity);
            var seats = BestSeats.Choose(map, new BestAvailable(quantity, null, AllowSplit: false), Noon);
            Assert.Equal(together, seats is not null);
            if (seats is null) continue;
            map.Hold(Booking(), Customer(), seats, Noon, Later);
            served++;
        }

        Assert.True(served > 160);
    }

    /// <summary>With the rule on, what best-available gives never breaks it.</summary>
    [Fact]
    public void Best_seats_keep_the_single_seat_gap_rule_by_themselves()
    {
        var map = Map(Row("A", "1-9,_,10-21"), Row("B", "1-9,_,10-21"), Row("C", "1-7"));
        var random = new Random(11);
        for (var buyer = 0; buyer < 60; buyer++)
        {
            var quantity = random.Next(1, 5);
            if (BestSeats.Choose(map, new BestAvailable(quantity, null, AllowSplit: true), Noon) is not { } seats) continue;
            Assert.Empty(SeatGaps.LeftBy(map, seats, Noon));
            map.Hold(Booking(), Customer(), seats, Noon, Later);
        }
    }
}
