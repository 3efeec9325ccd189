using Marquee.Tickets;

namespace Marquee.Api.Tickets;

/// <param name="Code">What the QR code says: booking, show, issue and seats, signed. How to read it is in docs/tickets.md.</param>
/// <param name="Qr">The same as a picture: a data URI of an SVG.</param>
/// <param name="GoogleWallet">Where the customer saves it to Google Wallet; none where that is not offered.</param>
/// <param name="Issue">From 1; one more each time seats were given back. Tickets of earlier issues are refused at the door.</param>
internal sealed record TicketBody(string BookingId, string Code, string Qr, int Issue, IReadOnlyList<string> Seats, IReadOnlyList<CheckInBody> CheckIns, string? GoogleWallet)
{
    public static TicketBody Of(TicketView ticket, string? googleWallet) => new(
        ticket.Booking.Id.ToString(), ticket.Code, TicketQr.DataUri(ticket.Code), ticket.Issue,
        [.. ticket.Booking.Seats.Select(seat => seat.Label)], CheckInBody.AllOf(ticket.Booking.CheckIns), googleWallet);
}

/// <summary>What a booking tells of its ticket.</summary>
/// <param name="Url">Where it is; with <c>.png</c>, <c>.svg</c>, <c>.pdf</c>, <c>.ics</c> or <c>.pkpass</c> behind it as a picture, a document, a calendar's entry, a pass.</param>
/// <param name="CheckIns">Who came in with it.</param>
internal sealed record BookingTicketBody(string Url, IReadOnlyList<CheckInBody> CheckIns)
{
    public static BookingTicketBody Of(Marquee.Bookings.BookingView booking) => new($"/v1/bookings/{booking.Id}/ticket", CheckInBody.AllOf(booking.CheckIns));
}
