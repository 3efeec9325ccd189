using System.Collections.Immutable;

namespace Marquee.Bookings;

/// <param name="Next">Where the next page begins. Null on the last one.</param>
[GenerateSerializer, Immutable, Alias("marquee.booking-page")]
public sealed record BookingPage(
    [property: Id(0)] ImmutableArray<BookingSummary> Items,
    [property: Id(1)] string? Next);

/// <summary>A booking in a list.</summary>
/// <param name="Seats">Labels.</param>
[GenerateSerializer, Immutable, Alias("marquee.booking-summary")]
public sealed record BookingSummary(
    [property: Id(0)] BookingId Id,
    [property: Id(1)] ShowId Show,
    [property: Id(2)] BookingStatus Status,
    [property: Id(3)] int Version,
    [property: Id(4)] DateTimeOffset CreatedAt,
    [property: Id(5)] ImmutableArray<string> Seats,
    [property: Id(6)] BookingPrice Price,
    [property: Id(7)] UserId Customer);
