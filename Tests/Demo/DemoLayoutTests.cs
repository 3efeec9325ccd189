using System.Collections.Immutable;
using System.Globalization;
using Marquee.Silo.Demo;
using Marquee.Theaters;
using Xunit;

namespace Marquee.Tests.Demo;

public class DemoLayoutTests
{
    private static readonly ImmutableArray<DemoLayout> Layouts = DemoCatalogue.Read().Layouts;

    [Fact]
    public void There_is_a_hall_for_every_crowd()
    {
        var sizes = Layouts.Select(layout => layout.Rows.Sum(row => Columns(row).Count)).ToList();
        Assert.True(Layouts.Length >= 5);
        Assert.Equal(Layouts.Length, Layouts.Select(layout => layout.Slug).Distinct().Count());
        Assert.Contains(sizes, size => size > 500);
        Assert.Contains(sizes, size => size is > 70 and <= 100);
        Assert.Contains(sizes, size => size <= 70);
        Assert.True(sizes.Count(size => size is >= 150 and <= 310) >= 2);
        Assert.All(sizes, size => Assert.InRange(size, 40, 2000));
    }

    [Fact]
    public void Every_hall_sells_all_categories_the_cheapest_nearest_to_the_picture() => Assert.All(Layouts, layout =>
    {
        var categories = layout.Rows.Select(row => row.Category).ToList();
        Assert.Equal(Enum.GetValues<SeatCategory>(), categories.Distinct());
        Assert.Equal(categories.Order(), categories);
    });

    [Fact]
    public void Every_row_has_its_own_label_and_seats_and_an_aisle_between_seats() => Assert.All(Layouts, layout =>
    {
        Assert.Equal(layout.Rows.Length, layout.Rows.Select(row => row.Label).Distinct().Count());
        Assert.All(layout.Rows, row =>
        {
            var columns = Columns(row).Values;
            Assert.Equal(columns.Count, columns.Distinct().Count());
            Assert.True(columns.Max() - columns.Min() >= columns.Count, $"{layout.Slug} {row.Label} has no aisle.");
        });
    });

    [Fact]
    public void Every_companion_place_is_directly_beside_a_wheelchair_place() => Assert.All(Layouts, layout =>
    {
        Assert.Contains(layout.Rows, row => row.Wheelchair is { IsEmpty: false });
        Assert.All(layout.ToScreenLayout().Rows.Zip(layout.Rows), rows =>
        {
            var columns = Columns(rows.Second);
            Assert.Equal(rows.First.Wheelchair.Length, rows.First.Companion.Length);
            Assert.All(rows.First.Wheelchair.Zip(rows.First.Companion), pair =>
                Assert.Equal(1, Math.Abs(columns[pair.First] - columns[pair.Second])));
        });
    });

    [Fact]
    public void A_row_without_special_places_becomes_one_with_empty_lists()
    {
        var row = new DemoRow("A", SeatCategory.Gold, "1-4").ToLayoutRow();
        Assert.False(row.Wheelchair.IsDefault);
        Assert.False(row.Companion.IsDefault);
    }

    private static Dictionary<string, int> Columns(DemoRow row)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var x = 0;
        foreach (var part in row.Seats.Split(','))
        {
            if (part == "_")
            {
                x++;
                continue;
            }

            var ends = part.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
            for (var number = ends[0]; number <= ends[^1]; number++)
                columns.Add(string.Create(CultureInfo.InvariantCulture, $"{row.Label}{number}"), x++);
        }

        return columns;
    }
}
