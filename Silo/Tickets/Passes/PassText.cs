using System.Globalization;

namespace Marquee.Silo.Tickets.Passes;

/// <summary>Times and seats as both wallets take them.</summary>
internal static class PassText
{
    public static string LocalStart(this TicketPrint ticket) => Local(ticket, ticket.StartsAt);

    public static string LocalEnd(this TicketPrint ticket) => Local(ticket, ticket.EndsAt);

    public static string SeatText(this TicketPrint ticket, bool categories = false) => categories
        ? string.Join("; ", ticket.Seats.Select(group => $"{group.Category}: {string.Join(", ", group.Labels)}"))
        : string.Join(", ", ticket.Seats.SelectMany(group => group.Labels));

    private static string Local(TicketPrint ticket, DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(ticket.TimeZone)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
