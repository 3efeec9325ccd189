using Marquee.Theaters;
using Marquee.Theaters.Domain;
using Xunit;

namespace Marquee.Tests.Domain.Theaters;

public sealed class SchedulingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_show_cannot_start_now() => Assert.Equal(ScheduleOutcome.StartsInPast, SchedulingWindow.Refusal(Now, Now));

    [Fact]
    public void A_show_can_start_in_a_moment() => Assert.Null(SchedulingWindow.Refusal(Now.AddTicks(1), Now));

    [Fact]
    public void A_show_can_start_366_days_ahead() => Assert.Null(SchedulingWindow.Refusal(Now.AddDays(366), Now));

    [Fact]
    public void A_show_cannot_start_later_than_that() =>
        Assert.Equal(ScheduleOutcome.StartsTooFarAhead, SchedulingWindow.Refusal(Now.AddDays(366).AddTicks(1), Now));

    [Fact]
    public void Every_category_of_the_hall_needs_a_price() =>
        Assert.Equal([SeatCategory.Silver, SeatCategory.Platinum], ShowPricing.Unpriced(Hall, new PriceList("INR", null, 1, null)).AsEnumerable());

    [Fact]
    public void A_price_of_nothing_is_a_price() => Assert.Empty(ShowPricing.Unpriced(Hall, new PriceList("INR", 0, null, 0)));

    [Fact]
    public void A_category_that_the_hall_lacks_costs_nothing()
    {
        var prices = ShowPricing.Of(new PriceList("INR", 100, null, 300));
        Assert.Equal(("INR", 100L, 0L, 300L), (prices.Currency, prices.Silver, prices.Gold, prices.Platinum));
    }

    private static ScreenLayout Hall => new(
    [
        new LayoutRow("A", SeatCategory.Platinum, "1-2", [], []),
        new LayoutRow("B", SeatCategory.Silver, "1-2", [], []),
        new LayoutRow("C", SeatCategory.Platinum, "1-2", [], []),
    ]);
}
