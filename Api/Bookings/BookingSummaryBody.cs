using Marquee.Bookings;

namespace Marquee.Api.Bookings;

/// <summary>A booking as a customer's export of their data has it.</summary>
internal sealed record BookingSummaryBody(
    string Id, BookingStatus Status, string ShowId, IReadOnlyList<string> Seats, BookingPriceBody Price, DateTimeOffset CreatedAt, int Version)
{
    public static BookingSummaryBody Of(BookingSummary booking) => new(
        booking.Id.ToString(), booking.Status, booking.Show.ToString(), booking.Seats, BookingPriceBody.Of(booking.Price), booking.CreatedAt, booking.Version);
}
