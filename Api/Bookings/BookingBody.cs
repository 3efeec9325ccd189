using Marquee.Api.Payments;
using Marquee.Api.Shows;
using Marquee.Bookings;
using Marquee.Theaters;

namespace Marquee.Api.Bookings;

internal sealed record BookingBody(
    string Id,
    BookingStatus Status,
    ShowBody Show,
    IReadOnlyList<BookedSeatBody> Seats,
    BookingPriceBody Price,
    DateTimeOffset HoldExpiresAt,
    PaymentBody? Payment,
    RefundBody? Refund,
    DateTimeOffset CreatedAt,
    int Version)
{
    public static async ValueTask<BookingBody> OfAsync(BookingView booking, ShowBodies shows)
    {
        var currency = booking.Price.Currency;
        return new BookingBody(
            booking.Id.ToString(),
            booking.Status,
            await shows.OfAsync(booking.Show),
            [.. booking.Seats.Select(seat => new BookedSeatBody(seat.Label, seat.Category, new Money(seat.Price, currency)))],
            BookingPriceBody.Of(booking.Price),
            booking.HoldExpiresAt,
            booking.Payment is { } payment ? PaymentBody.Of(payment) : null,
            booking.Refund is { } refund ? RefundBody.Of(refund) : null,
            booking.CreatedAt,
            booking.Version);
    }
}

internal sealed record BookedSeatBody(string Label, SeatCategory Category, Money Price);

internal sealed record BookingPriceBody(Money Tickets, Money Fee, Money Tax, Money Discount, Money Total)
{
    public static BookingPriceBody Of(BookingPrice price) => new(
        new(price.Tickets, price.Currency), new(price.Fee, price.Currency), new(price.Tax, price.Currency),
        new(price.Discount, price.Currency), price.Total);
}
