using System.Globalization;
using System.Text;

namespace Marquee.Silo.Tickets;

/// <summary>A show as an entry for a calendar, at the time on the theater's wall. RFC 5545.</summary>
internal static class TicketCalendar
{
    public static byte[] Write(TicketPrint ticket, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(ticket.TimeZone);
        var lines = new CalendarLines();
        lines.Add("BEGIN", "VCALENDAR");
        lines.Add("VERSION", "2.0");
        lines.Add("PRODID", "-//Marquee//Tickets//EN");
        lines.Add("CALSCALE", "GREGORIAN");
        lines.Add("METHOD", "PUBLISH");
        if (!IsUtc(ticket)) CalendarZone.Write(lines, zone, ticket.StartsAt, ticket.EndsAt);
        lines.Add("BEGIN", "VEVENT");
        // The same for every issue, so that a newer ticket replaces the entry of an older one.
        lines.Add("UID", $"{ticket.BookingId}@marquee");
        lines.Add("DTSTAMP", Utc(now));
        AddTime(lines, "DTSTART", ticket, ticket.StartsAt, zone);
        AddTime(lines, "DTEND", ticket, ticket.EndsAt, zone);
        lines.AddText("SUMMARY", ticket.Title);
        lines.AddText("LOCATION", $"{ticket.Theater}, {ticket.Screen}, {ticket.Address}");
        if (ticket.Location is { } place) lines.Add("GEO", string.Create(CultureInfo.InvariantCulture, $"{place.Lat:0.######};{place.Lon:0.######}"));
        lines.AddText("DESCRIPTION", Description(ticket));
        lines.Add("STATUS", "CONFIRMED");
        lines.Add("TRANSP", "OPAQUE");
        lines.Add("END", "VEVENT");
        lines.Add("END", "VCALENDAR");
        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    private static void AddTime(CalendarLines lines, string name, TicketPrint ticket, DateTimeOffset at, TimeZoneInfo zone)
    {
        if (IsUtc(ticket)) lines.Add(name, Utc(at));
        else lines.Add($"{name};TZID={ticket.TimeZone}", TimeZoneInfo.ConvertTime(at, zone).ToString(CalendarZone.Local, CultureInfo.InvariantCulture));
    }

    private static string Description(TicketPrint ticket)
    {
        var seats = string.Join('\n', ticket.Seats.Select(group => $"{group.Category}: {string.Join(", ", group.Labels)}"));
        return $"{seats}\n{string.Join(", ", ticket.Facts)}\nBooking {ticket.BookingId}";
    }

    private static bool IsUtc(TicketPrint ticket) => ticket.TimeZone == "UTC";

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
