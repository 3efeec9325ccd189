using Marquee.Bookings;

namespace Marquee.Tickets;

public enum TicketOutcome
{
    Issued = 0,
    NotFound = 1,

    /// <summary>Nobody has paid for it, or it never came about.</summary>
    NotConfirmed = 2,
    Canceled = 3,
}

/// <param name="Code">The signed content as text, for a QR code.</param>
/// <param name="Issue"><see cref="TicketContent.Issue"/>.</param>
[GenerateSerializer, Immutable, Alias("marquee.ticket-view")]
public sealed record TicketView(
    [property: Id(0)] string Code,
    [property: Id(1)] int Issue,
    [property: Id(2)] BookingView Booking);

/// <param name="Ticket">Null where there is none.</param>
[GenerateSerializer, Immutable, Alias("marquee.ticket-result")]
public sealed record TicketResult(
    [property: Id(0)] TicketOutcome Outcome,
    [property: Id(1)] TicketView? Ticket);
