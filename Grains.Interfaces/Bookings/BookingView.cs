using System.Collections.Immutable;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Tickets;

namespace Marquee.Bookings;

/// <summary>A booking as its customer sees it.</summary>
/// <param name="HoldExpiresAt">When the seats go back if nobody pays. Stands still while a payment is under way.</param>
/// <param name="Seats">Those it has; of one that is over, those it had.</param>
/// <param name="Version">Rises with every saved change.</param>
/// <param name="Refund">The last of <paramref name="Refunds"/>, or the one of a booking that failed.</param>
/// <param name="Refunds">Oldest first.</param>
/// <param name="CheckIns">Who was let in at the door, oldest first.</param>
[GenerateSerializer, Immutable, Alias("marquee.booking-view")]
public sealed record BookingView(
    [property: Id(0)] BookingId Id,
    [property: Id(1)] UserId Customer,
    [property: Id(2)] BookingStatus Status,
    [property: Id(3)] ShowView Show,
    [property: Id(4)] ImmutableArray<HeldSeat> Seats,
    [property: Id(5)] BookingPrice Price,
    [property: Id(6)] DateTimeOffset HoldExpiresAt,
    [property: Id(7)] DateTimeOffset CreatedAt,
    [property: Id(8)] int Version,
    [property: Id(9)] PaymentView? Payment,
    [property: Id(10)] RefundView? Refund,
    [property: Id(11)] ImmutableArray<BookingRefund> Refunds = default,
    [property: Id(12)] BookingFailure Failure = BookingFailure.None,
    [property: Id(13)] ImmutableArray<CheckInView> CheckIns = default);

/// <summary>Why a booking came to nothing. Numbers are stored: append only.</summary>
public enum BookingFailure : byte
{
    None = 0,

    /// <summary>It was paid after its hold was gone, and somebody else has a seat of it.</summary>
    SeatsGone = 1,
    ShowCanceled = 2,
}

/// <summary>Numbers are stored: append only.</summary>
public enum BookingStatus
{
    Pending = 0,
    Paying = 1,
    Confirmed = 2,
    Expired = 3,
    Failed = 4,
    Canceling = 5,
    Canceled = 6,
}

/// <summary>What a booking costs, in the minor unit of one currency: total = tickets + fee + tax - discount.</summary>
[GenerateSerializer, Immutable, Alias("marquee.booking-price")]
public sealed record BookingPrice(
    [property: Id(0)] string Currency,
    [property: Id(1)] long Tickets,
    [property: Id(2)] long Fee,
    [property: Id(3)] long Tax,
    [property: Id(4)] long Discount)
{
    public Money Total => new(checked(Tickets + Fee + Tax - Discount), Currency);
}
