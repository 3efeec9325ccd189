using Marquee.Shows;
using Marquee.Shows.Domain;
using Xunit;
using static Marquee.Tests.Domain.Shows.Halls;

namespace Marquee.Tests.Domain.Shows;

public sealed class HoldRulesTests
{
    private static readonly ShowRules Plain = new();
    private static readonly ShowRules NoGaps = new(SingleSeatGap: true);

    [Fact]
    public void One_taken_seat_refuses_all_and_is_named()
    {
        var map = Map(Row("A", "1-6"));
        map.Take("A2");
        var decision = HoldRules.Decide(map, Plain, Customer(), map.Find("A1", "A2", "A3"), Noon);
        Assert.Equal(HoldOutcome.SeatsUnavailable, decision.Outcome);
        Assert.Equal(["A2"], map.Labels(decision.Seats));
        Assert.Equal("A1,A3,A4,A5,A6", map.Free(Noon));
    }

    [Fact]
    public void Ten_seats_are_the_most_one_customer_has_of_a_show_across_bookings()
    {
        var map = Map(Row("A", "1-30"));
        var customer = Customer();
        map.Hold(Booking(), customer, [.. Enumerable.Range(0, 7)], Noon, Later);
        Assert.Equal(HoldOutcome.Held, HoldRules.Decide(map, Plain, customer, [10, 11, 12], Noon).Outcome);
        Assert.Equal(HoldOutcome.TooManySeats, HoldRules.Decide(map, Plain, customer, [10, 11, 12, 13], Noon).Outcome);
        Assert.Equal(HoldOutcome.Held, HoldRules.Decide(map, Plain, Customer(), [10, 11, 12, 13], Noon).Outcome);
    }

    [Fact]
    public void Seats_of_an_expired_hold_do_not_count_against_the_customer_and_sold_ones_do()
    {
        var map = Map(Row("A", "1-30"));
        var customer = Customer();
        var booking = Booking();
        map.Hold(booking, customer, [.. Enumerable.Range(0, 10)], Noon, Later);
        Assert.Equal(HoldOutcome.Held, HoldRules.Decide(map, Plain, customer, [20], Later).Outcome);
        map.Confirm(booking, customer, [.. Enumerable.Range(0, 10)], Noon);
        Assert.Equal(HoldOutcome.TooManySeats, HoldRules.Decide(map, Plain, customer, [20], Later).Outcome);
    }

    [Fact]
    public void A_show_may_allow_fewer_seats()
    {
        var map = Map(Row("A", "1-6"));
        var rules = new ShowRules(MaxSeats: 2);
        Assert.Equal(HoldOutcome.TooManySeats, HoldRules.Decide(map, rules, Customer(), [0, 1, 2], Noon).Outcome);
        Assert.Equal(HoldOutcome.Held, HoldRules.Decide(map, rules, Customer(), [0, 1], Noon).Outcome);
    }

    [Theory]
    [InlineData("A1,A2", HoldOutcome.Held)]
    [InlineData("A2,A3", HoldOutcome.SingleSeatGap)]
    [InlineData("A5,A6", HoldOutcome.Held)]
    [InlineData("A4,A5", HoldOutcome.SingleSeatGap)]
    [InlineData("A3,A4", HoldOutcome.Held)]
    [InlineData("A1,A3", HoldOutcome.SingleSeatGap)]
    [InlineData("A1,A2,A3,A4,A5", HoldOutcome.Held)]
    [InlineData("A2,A3,A4,A5,A6", HoldOutcome.Held)]
    public void A_selection_leaves_no_lone_seat_unless_only_one_is_left(string seats, HoldOutcome expected)
    {
        var map = Map(Row("A", "1-6,_,7-9"));
        Assert.Equal(expected, HoldRules.Decide(map, NoGaps, Customer(), map.Find(seats.Split(',')), Noon).Outcome);
    }

    [Fact]
    public void A_lone_seat_is_named_and_only_where_the_show_asks_for_the_rule()
    {
        var map = Map(Row("A", "1-6"));
        Assert.Equal(["A1"], map.Labels(HoldRules.Decide(map, NoGaps, Customer(), map.Find("A2", "A3"), Noon).Seats));
        Assert.Equal(HoldOutcome.Held, HoldRules.Decide(map, Plain, Customer(), map.Find("A2", "A3"), Noon).Outcome);
    }

    [Fact]
    public void A_gap_that_was_there_before_is_nobodys_fault()
    {
        var map = Map(Row("A", "1-8"));
        map.Take("A2");
        Assert.Equal(HoldOutcome.Held, HoldRules.Decide(map, NoGaps, Customer(), map.Find("A3", "A4"), Noon).Outcome);
    }

    [Fact]
    public void A_companion_place_is_sold_only_beside_its_wheelchair_place()
    {
        var map = Map(Row("A", "1-6", wheelchair: "A1,A6", companion: "A2,A5"));
        var alone = HoldRules.Decide(map, Plain, Customer(), map.Find("A2", "A3"), Noon);
        Assert.Equal(HoldOutcome.CompanionAlone, alone.Outcome);
        Assert.Equal(["A2"], map.Labels(alone.Seats));
        Assert.Equal(HoldOutcome.CompanionAlone, HoldRules.Decide(map, Plain, Customer(), map.Find("A2", "A6"), Noon).Outcome);
        Assert.Equal(HoldOutcome.Held, HoldRules.Decide(map, Plain, Customer(), map.Find("A1", "A2"), Noon).Outcome);
        Assert.Equal(HoldOutcome.Held, HoldRules.Decide(map, Plain, Customer(), map.Find("A1"), Noon).Outcome);
    }
}
