using System.Collections.Immutable;

namespace Marquee.Tickets;

/// <summary>What a ticket says. Whoever has the public keys can read it and knows that it is ours.</summary>
/// <param name="Issue">From 1, one more each time seats of the booking were given back: a ticket of an earlier issue names seats that are gone.</param>
/// <param name="Seats">Labels.</param>
[GenerateSerializer, Immutable, Alias("marquee.ticket-content")]
public sealed record TicketContent(
    [property: Id(0)] BookingId Booking,
    [property: Id(1)] ShowId Show,
    [property: Id(2)] int Issue,
    [property: Id(3)] ImmutableArray<string> Seats);
