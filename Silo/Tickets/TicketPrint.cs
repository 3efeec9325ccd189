using Marquee.Theaters;

namespace Marquee.Silo.Tickets;

/// <summary>All that stands on a ticket a person reads.</summary>
/// <param name="Original">The film's title in its own language, where that is another.</param>
/// <param name="Facts">Certificate, language, format: what is known of them.</param>
/// <param name="Seats">Labels by category, in the order of the booking.</param>
internal sealed record TicketPrint(
    string Code,
    string BookingId,
    int Issue,
    string Title,
    string? Original,
    IReadOnlyList<string> Facts,
    string Theater,
    string Screen,
    string Address,
    GeoPoint? Location,
    string TimeZone,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    IReadOnlyList<(string Category, IReadOnlyList<string> Labels)> Seats);
