using Marquee.Api.Payments;
using Marquee.Api.Shows;
using Marquee.Api.Tickets;
using Marquee.Bookings;
using Marquee.Theaters;

namespace Marquee.Api.Bookings;

/// <param name="Seats">Those it has; of one that is over, those it had.</param>
/// <param name="Refund">The last one; that of this request where one was asked for.</param>
/// <param name="Refunds">Oldest first. Left out where there are none.</param>
/// <param name="CanceledSeats">Labels of those that were given back. Left out where there are none.</param>
/// <param name="Failure">Why it came to nothing, where it did so not by the customer's doing.</param>
/// <param name="Ticket">Once it is confirmed.</param>
/// <param name="UserId">Whose it is; told to admins alone.</param>
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
    int Version,
    IReadOnlyList<BookingRefundBody>? Refunds = null,
    IReadOnlyList<string>? CanceledSeats = null,
    BookingFailureBody? Failure = null,
    string? UserId = null,
    BookingTicketBody? Ticket = null)
{
    public static async ValueTask<BookingBody> OfAsync(BookingView booking, ShowBodies shows, bool forAdmin = false)
    {
        var currency = booking.Price.Currency;
        var refunds = booking.Refunds.IsDefaultOrEmpty ? null : booking.Refunds.Select(BookingRefundBody.Of).ToArray();
        var canceled = refunds?.SelectMany(refund => refund.Seats).ToArray();
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
            booking.Version,
            refunds,
            canceled is { Length: > 0 } ? canceled : null,
            BookingFailureBody.Of(booking.Failure),
            forAdmin ? booking.Customer.ToString() : null,
            booking.Status == BookingStatus.Confirmed ? BookingTicketBody.Of(booking) : null);
    }
}

internal sealed record BookedSeatBody(string Label, SeatCategory Category, Money Price);

internal sealed record BookingPriceBody(Money Tickets, Money Fee, Money Tax, Money Discount, Money Total)
{
    public static BookingPriceBody Of(BookingPrice price) => new(
        new(price.Tickets, price.Currency), new(price.Fee, price.Currency), new(price.Tax, price.Currency),
        new(price.Discount, price.Currency), price.Total);
}
