using Marquee.Tests.Theaters;
using Marquee.Theaters;
using Marquee.Theaters.Domain;
using Xunit;

namespace Marquee.Tests.Domain.Theaters;

public sealed class LayoutVersionTests
{
    private static readonly IReadOnlySet<int> NoShows = new HashSet<int>();

    [Fact]
    public void The_first_layout_is_version_1() => Assert.Equal(1, Drawn("1-5").Current.Number);

    [Fact]
    public void The_same_layout_under_another_name_is_no_new_version()
    {
        var renamed = Drawn("1-5").Write("Screen 2", Catalog.Layout("1-5"), 5, null, NoShows);
        Assert.Equal((1, "Screen 2", 2), (renamed.Current.Number, renamed.Name, renamed.Version));
    }

    [Fact]
    public void Another_layout_is_another_version()
    {
        var redrawn = Drawn("1-5").Write("Screen 1", Catalog.Layout("1-6"), 6, null, NoShows);
        Assert.Equal((2, 6), (redrawn.Current.Number, redrawn.Current.Seats));
    }

    [Fact]
    public void Versions_that_no_show_was_sold_with_are_dropped_and_their_numbers_never_come_back()
    {
        var redrawn = Drawn("1-5")
            .Write("Screen 1", Catalog.Layout("1-6"), 6, null, new HashSet<int> { 1 })
            .Write("Screen 1", Catalog.Layout("1-7"), 7, null, new HashSet<int> { 1 });
        Assert.Equal([1, 3], redrawn.Layouts.Select(layout => layout.Number));
    }

    [Fact]
    public void Layouts_differ_in_any_of_their_parts()
    {
        var row = new LayoutRow("A", SeatCategory.Silver, "1-5", ["A1"], ["A2"]);
        Assert.True(Same(row, row with { Wheelchair = ["A1"], Companion = ["A2"] }));
        Assert.False(Same(row, row with { Label = "B" }));
        Assert.False(Same(row, row with { Category = SeatCategory.Gold }));
        Assert.False(Same(row, row with { Seats = "1-6" }));
        Assert.False(Same(row, row with { Wheelchair = [] }));
        Assert.False(Same(row, row with { Companion = ["A3"] }));
        Assert.False(LayoutEquality.Same(new ScreenLayout([row]), new ScreenLayout([row, row])));
    }

    private static bool Same(LayoutRow left, LayoutRow right) => LayoutEquality.Same(new ScreenLayout([left]), new ScreenLayout([right]));

    private static TheaterScreen Drawn(string seats) => new TheaterScreen().Write("Screen 1", Catalog.Layout(seats), 5, null, NoShows);
}
