using Marquee.Tickets;

namespace Marquee.Bookings;

/// <summary>Lets guests of a booking in.</summary>
/// <param name="Ticket">What their ticket says; whoever calls has verified its signature.</param>
[GenerateSerializer, Immutable, Alias("marquee.check-in-seats")]
public sealed record CheckInSeats([property: Id(0)] TicketContent Ticket, [property: Id(1)] TicketScan Scan);
