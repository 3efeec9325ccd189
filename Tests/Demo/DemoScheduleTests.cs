using System.Collections.Immutable;
using System.Globalization;
using Marquee.Silo.Demo;
using Xunit;

namespace Marquee.Tests.Demo;

public class DemoScheduleTests
{
    private static readonly DateOnly First = new(2026, 11, 24);
    private static readonly DateOnly Last = First.AddDays(6);
    private static readonly DemoCatalogue Catalogue = DemoCatalogue.Read();
    private static readonly ImmutableArray<DemoShow> Shows = [.. DemoSchedule.Between(Catalogue, First, Last)];

    [Fact]
    public void Every_screen_has_four_or_five_shows_on_each_of_seven_days()
    {
        var days = Shows.GroupBy(show => (Screen(show), LocalStart(show).Date)).ToList();
        Assert.Equal(7 * Catalogue.Theaters.Sum(theater => theater.Screens.Length), days.Count);
        Assert.All(days, day => Assert.InRange(day.Count(), 4, 5));
        Assert.Contains(days, day => day.Count() == 5);
    }

    [Fact]
    public void No_show_starts_before_the_screen_is_cleaned_after_the_one_before() =>
        Assert.All(Shows.GroupBy(Screen), screen =>
        {
            var inOrder = screen.OrderBy(show => show.StartsAt).ToList();
            Assert.All(inOrder.Zip(inOrder.Skip(1)), pair =>
                Assert.True(pair.First.EndsAt + DemoSchedule.Cleaning <= pair.Second.StartsAt, $"{pair.First.Key} runs into {pair.Second.Key}"));
        });

    [Fact]
    public void Shows_keep_the_opening_hours_of_their_city_and_last_as_long_as_the_film() => Assert.All(Shows, show =>
    {
        var start = LocalStart(show);
        var end = start + (show.EndsAt - show.StartsAt);
        Assert.Equal(TimeSpan.Zero, show.StartsAt.Offset);
        Assert.Equal(show.Movie.DurationMinutes, (show.EndsAt - show.StartsAt).TotalMinutes);
        Assert.Equal(0, start.TimeOfDay.TotalMinutes % 5);
        Assert.True(start.TimeOfDay >= new TimeSpan(10, 0, 0), show.Key);
        Assert.True(end <= start.Date + new TimeSpan(23, 30, 0), show.Key);
    });

    [Fact]
    public void A_key_names_theater_screen_and_local_start_and_no_two_shows_share_one()
    {
        Assert.Equal(Shows.Length, Shows.Select(show => show.Key).Distinct().Count());
        Assert.All(Shows, show => Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"{Screen(show)}/{LocalStart(show):yyyy-MM-dd'T'HH:mm}"), show.Key));
    }

    [Fact]
    public void India_sees_Indian_films_and_nobody_sees_one_in_a_language_of_elsewhere() => Assert.All(Shows, show =>
    {
        Assert.Equal(show.Theater.Country == "IN", show.Movie.Attributes.GetProperty("country").GetString() == "India");
        Assert.Contains(show.Language, show.Theater.Languages);
        Assert.Contains(show.Language, show.Movie.Languages);
    });

    [Fact]
    public void No_house_plays_another_language_more_than_its_own() => Assert.All(Shows.GroupBy(show => show.Theater.Slug), house =>
    {
        var most = house.CountBy(show => show.Language).MaxBy(language => language.Value).Key;
        Assert.Equal(house.First().Theater.Languages[0], most);
    });

    [Fact]
    public void No_screen_repeats_a_film_on_one_day() => Assert.All(
        Shows.GroupBy(show => (Screen(show), LocalStart(show).Date)),
        day => Assert.Equal(day.Count(), day.Select(show => show.Movie.ExternalId).Distinct().Count()));

    [Fact]
    public void Films_of_the_age_before_digital_3D_are_shown_flat()
    {
        Assert.All(Shows.Where(show => show.Movie.ReleaseDate.Year < 2009), show => Assert.Equal("2D", show.Format));
        Assert.All(Shows.Where(show => show.Movie.ReleaseDate.Year >= 2009), show => Assert.Equal(show.Screen.Format, show.Format));
    }

    [Fact]
    public void A_date_has_the_same_programme_in_every_range_and_on_every_reading()
    {
        var again = DemoSchedule.Between(DemoCatalogue.Read(), First, Last).Select(Line);
        var dayByDay = Enumerable.Range(0, 7).SelectMany(day => DemoSchedule.Between(Catalogue, First.AddDays(day), First.AddDays(day)));
        Assert.Equal(Shows.Select(Line), again);
        Assert.Equal(Shows.Select(Line).Order(StringComparer.Ordinal), dayByDay.Select(Line).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_programme_is_the_same_on_every_machine() => Assert.Equal(
        [
            "mumbai-lower-parel/screen-1/2026-11-24T10:00 zindagi-na-milegi-dobara hi IMAX",
            "mumbai-lower-parel/screen-1/2026-11-24T12:55 natsamrat mr IMAX",
            "mumbai-lower-parel/screen-1/2026-11-24T16:05 queen hi IMAX",
            "mumbai-lower-parel/screen-1/2026-11-24T18:55 sairat mr IMAX",
        ],
        Shows.TakeWhile(show => LocalStart(show).Date == First.ToDateTime(TimeOnly.MinValue)).Select(Line));

    [Fact]
    public void A_local_start_becomes_the_instant_of_its_zone()
    {
        var mumbai = Shows.First(show => show.Key == "mumbai-lower-parel/screen-1/2026-11-24T10:00");
        var newYork = Shows.First(show => show.Key == "new-york-lincoln-square/screen-1/2026-11-24T10:00");
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 4, 30, 0, TimeSpan.Zero), mumbai.StartsAt);
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 15, 0, 0, TimeSpan.Zero), newYork.StartsAt);
    }

    [Fact]
    public void A_range_that_ends_before_it_begins_is_empty() =>
        Assert.Empty(DemoSchedule.Between(Catalogue, First, First.AddDays(-1)));

    [Theory]
    [InlineData(2026, 3, 8)]
    [InlineData(2026, 3, 29)]
    [InlineData(2026, 10, 25)]
    [InlineData(2026, 11, 1)]
    public void Days_on_which_clocks_change_open_at_ten_all_the_same(int year, int month, int day)
    {
        var date = new DateOnly(year, month, day);
        Assert.All(DemoSchedule.Between(Catalogue, date, date).GroupBy(Screen), shows =>
            Assert.InRange(LocalStart(shows.First()), date.ToDateTime(new TimeOnly(10, 0)), date.ToDateTime(new TimeOnly(10, 30))));
    }

    private static string Screen(DemoShow show) => $"{show.Theater.Slug}/{show.Screen.Slug}";

    private static string Line(DemoShow show) => $"{show.Key} {show.Movie.ExternalId} {show.Language} {show.Format}";

    private static DateTime LocalStart(DemoShow show) =>
        TimeZoneInfo.ConvertTime(show.StartsAt, TimeZoneInfo.FindSystemTimeZoneById(show.Theater.TimeZone)).DateTime;
}
