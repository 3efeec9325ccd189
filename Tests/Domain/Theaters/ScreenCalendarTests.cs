using Marquee.Theaters;
using Marquee.Theaters.Domain;
using Xunit;

namespace Marquee.Tests.Domain.Theaters;

public sealed class ScreenCalendarTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_empty_screen_is_free() => Assert.Null(Clash([], 0, 120));

    [Fact]
    public void The_next_show_may_start_the_instant_the_hall_is_clean() => Assert.Null(Clash([Taken(0, 120)], 120, 240));

    [Fact]
    public void A_show_may_end_and_be_cleaned_up_to_the_instant_the_next_one_starts() => Assert.Null(Clash([Taken(120, 240)], 0, 120));

    [Fact]
    public void One_tick_before_the_hall_is_clean_is_too_early()
    {
        var taken = Taken(0, 120);
        Assert.Equal(taken, ScreenCalendar.Clash([taken], taken.FreeAt.AddTicks(-1), taken.FreeAt.AddHours(2)));
    }

    [Fact]
    public void Cleaning_that_runs_one_tick_into_the_next_show_is_too_long()
    {
        var taken = Taken(120, 240);
        Assert.Equal(taken, ScreenCalendar.Clash([taken], Noon, taken.StartsAt.AddTicks(1)));
    }

    [Theory]
    [InlineData(0, 300)]
    [InlineData(130, 140)]
    [InlineData(120, 240)]
    [InlineData(100, 130)]
    [InlineData(230, 300)]
    public void Whatever_shares_an_instant_clashes(int from, int until) => Assert.NotNull(Clash([Taken(120, 240)], from, until));

    [Fact]
    public void The_earliest_of_several_in_the_way_is_named()
    {
        var (early, late) = (Taken(60, 120), Taken(120, 180));
        Assert.Equal(early, Clash([late, early], 0, 240));
    }

    [Fact]
    public void A_gap_that_fits_exactly_is_free() => Assert.Null(Clash([Taken(0, 60), Taken(180, 240)], 60, 180));

    private static ScreenTaken? Clash(ScreenTaken[] taken, int from, int until) =>
        ScreenCalendar.Clash(taken, Noon.AddMinutes(from), Noon.AddMinutes(until));

    private static ScreenTaken Taken(int from, int until) =>
        new(Ids.New<ShowId>(TimeProvider.System), Noon.AddMinutes(from), Noon.AddMinutes(until - 15), Noon.AddMinutes(until));
}
