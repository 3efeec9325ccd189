using Marquee.Silo.Tickets;
using Marquee.Theaters;
using Xunit;

namespace Marquee.Tests.Tickets;

public sealed class TicketCalendarTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    internal static TicketPrint Ticket(string zone = "Asia/Kolkata", string start = "2026-11-28T13:00:00Z") => new(
        "MQ1.0123456789ABCDEFGHJKMNPQRSTVWXYZ", "bkg_01kb2v3m9qf8r7t6w5x4y3z2a1", 1, "Dilwale Dulhania Le Jayenge", "दिलवाले दुल्हनिया ले जायेंगे", ["UA", "Hindi", "2D"],
        "Regal Palace, Colaba", "Screen 1", "Shahid Bhagat Singh Road, Mumbai", new GeoPoint(18.9246, 72.8323), zone,
        DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture).AddHours(3),
        [("Gold", ["F7", "F8"])]);

    [Fact]
    public void An_entry_says_when_by_the_clock_of_the_theater_and_where()
    {
        var file = CalendarFile.Read(TicketCalendar.Write(Ticket(), Now));
        Assert.Equal(("BEGIN", "VCALENDAR"), (file.Lines[0].Name, file.Lines[0].Value));
        Assert.Equal(("END", "VCALENDAR"), (file.Lines[^1].Name, file.Lines[^1].Value));
        Assert.Equal("2.0", file.Value("VERSION"));
        var entry = file.Inside("VEVENT");
        Assert.Equal(("20261128T183000", "TZID=Asia/Kolkata"), (entry.Value("DTSTART"), entry.Parameters("DTSTART")));
        Assert.Equal("20261128T213000", entry.Value("DTEND"));
        Assert.Equal("20261120T080000Z", entry.Value("DTSTAMP"));
        Assert.Equal("bkg_01kb2v3m9qf8r7t6w5x4y3z2a1@marquee", entry.Value("UID"));
        Assert.Equal("Dilwale Dulhania Le Jayenge", entry.Text("SUMMARY"));
        Assert.Equal("Regal Palace, Colaba, Screen 1, Shahid Bhagat Singh Road, Mumbai", entry.Text("LOCATION"));
        Assert.Equal("18.9246;72.8323", entry.Value("GEO"));
        Assert.Contains("Gold: F7, F8\n", entry.Text("DESCRIPTION"), StringComparison.Ordinal);
        var zone = file.Inside("VTIMEZONE");
        Assert.Equal("Asia/Kolkata", zone.Value("TZID"));
        Assert.Equal(("+0530", "+0530"), (zone.Inside("STANDARD").Value("TZOFFSETFROM"), zone.Inside("STANDARD").Value("TZOFFSETTO")));
        Assert.False(zone.Has("DAYLIGHT"));
    }

    [Theory]
    [InlineData("Tick, tick; BOOM! \\ the\nfilm")]
    [InlineData("दिलवाले दुल्हनिया ले जायेंगे: एक बहुत लंबा शीर्षक जो एक पंक्ति में नहीं समाता, और इसलिए मोड़ा जाता है")]
    [InlineData("🎬🍿🎬🍿🎬🍿🎬🍿🎬🍿🎬🍿🎬🍿🎬🍿🎬🍿🎬🍿🎬🍿🎬🍿")]
    public void Whatever_a_film_is_called_can_be_read_back(string title) =>
        Assert.Equal(title, CalendarFile.Read(TicketCalendar.Write(Ticket() with { Title = title }, Now)).Text("SUMMARY"));

    [Fact]
    public void In_winter_the_last_change_of_clocks_is_the_one_of_autumn()
    {
        var zone = CalendarFile.Read(TicketCalendar.Write(Ticket("America/New_York", "2026-11-28T23:00:00Z"), Now)).Inside("VTIMEZONE");
        var standard = zone.Inside("STANDARD");
        // At two in the morning of daylight saving time, on the first Sunday of November.
        Assert.Equal(("20261101T020000", "-0400", "-0500"), (standard.Value("DTSTART"), standard.Value("TZOFFSETFROM"), standard.Value("TZOFFSETTO")));
        Assert.False(zone.Has("DAYLIGHT"));
    }

    [Fact]
    public void A_show_in_the_night_of_the_change_ends_by_the_new_clock()
    {
        var file = CalendarFile.Read(TicketCalendar.Write(Ticket("Europe/Berlin", "2026-10-24T23:30:00Z"), Now));
        Assert.Equal(("20261025T013000", "20261025T033000"), (file.Value("DTSTART", "VEVENT"), file.Value("DTEND", "VEVENT")));
        var zone = file.Inside("VTIMEZONE");
        Assert.Equal(("20260329T020000", "+0100", "+0200"), Observance(zone.Inside("DAYLIGHT")));
        Assert.Equal(("20261025T030000", "+0200", "+0100"), Observance(zone.Inside("STANDARD")));
    }

    [Fact]
    public void Utc_needs_no_zone()
    {
        var file = CalendarFile.Read(TicketCalendar.Write(Ticket("UTC"), Now));
        Assert.False(file.Has("VTIMEZONE"));
        Assert.Equal("20261128T130000Z", file.Value("DTSTART", "VEVENT"));
    }

    private static (string Start, string From, string To) Observance(CalendarFile observance) =>
        (observance.Value("DTSTART"), observance.Value("TZOFFSETFROM"), observance.Value("TZOFFSETTO"));
}
