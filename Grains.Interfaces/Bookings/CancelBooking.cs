using System.Collections.Immutable;
using Marquee.Payments;
using Marquee.Shows;

namespace Marquee.Bookings;

/// <summary>Gives back seats of a confirmed booking.</summary>
/// <param name="Seats">Labels; none for all that the booking still has.</param>
/// <param name="Refund">Derived from the booking and the idempotency key; a repeat carries the same.</param>
[GenerateSerializer, Immutable, Alias("marquee.cancel-booking")]
public sealed record CancelBooking(
    [property: Id(0)] UserId Customer,
    [property: Id(1)] ImmutableArray<string> Seats,
    [property: Id(2)] RefundTo To,
    [property: Id(3)] RefundId Refund,
    [property: Id(4)] Fingerprint Fingerprint);

public enum CancelOutcome
{
    /// <summary>The seats are given back; where there is money to return it is on its way at least.</summary>
    Canceled = 0,
    Replayed = 1,
    KeyReused = 2,
    NotFound = 3,

    /// <summary>Nobody has paid for it, or it never came about.</summary>
    NotConfirmed = 4,
    AlreadyCanceled = 5,

    /// <summary>The booking never had some of these seats.</summary>
    SeatUnknown = 6,
    TooLate = 7,

    /// <summary>The wallet that the money is to go to is in another currency.</summary>
    OtherCurrency = 8,

    /// <summary>Somebody was let in at the door for some of these seats.</summary>
    CheckedIn = 9,
}

/// <param name="Booking">The booking afterwards, its refund being this one's. Null where it was refused.</param>
/// <param name="Seats">The seats that stood in the way.</param>
[GenerateSerializer, Immutable, Alias("marquee.cancel-booking-result")]
public sealed record CancelBookingResult(
    [property: Id(0)] CancelOutcome Outcome,
    [property: Id(1)] BookingView? Booking,
    [property: Id(2)] ImmutableArray<string> Seats);

/// <summary>What giving seats back would bring now. The same rule decides when they are.</summary>
/// <param name="Outcome"><see cref="CancelOutcome.Canceled"/> where they could be; too late is told with the figures, other refusals without.</param>
/// <param name="Withheld">What was paid for the seats and is not given back: fees, and the policy's share.</param>
/// <param name="Percent">Share of the tickets that is given back.</param>
/// <param name="WithFee">True where the fee goes back too.</param>
[GenerateSerializer, Immutable, Alias("marquee.refund-quote")]
public sealed record RefundQuote(
    [property: Id(0)] CancelOutcome Outcome,
    [property: Id(1)] ImmutableArray<string> Seats,
    [property: Id(2)] Money Refundable,
    [property: Id(3)] Money Withheld,
    [property: Id(4)] int Percent,
    [property: Id(5)] bool WithFee,
    [property: Id(6)] RefundCause Cause,
    [property: Id(7)] RefundPolicy? Policy,
    [property: Id(8)] DateTimeOffset StartsAt);

/// <summary>Why money goes back. Numbers are stored: append only.</summary>
public enum RefundCause : byte
{
    /// <summary>The customer gave seats back.</summary>
    Customer = 0,
    ShowCanceled = 1,

    /// <summary>The customer gave seats back because the show was moved to another time.</summary>
    ShowRescheduled = 2,

    /// <summary>An admin gave money back; the seats stay.</summary>
    House = 3,
}

/// <summary>Money of a booking that goes back, and the seats that were given back for it.</summary>
/// <param name="Seats">Labels; none where the house gave money back and the seats stay.</param>
[GenerateSerializer, Immutable, Alias("marquee.booking-refund")]
public sealed record BookingRefund(
    [property: Id(0)] RefundId Id,
    [property: Id(1)] Money Amount,
    [property: Id(2)] RefundStatus Status,
    [property: Id(3)] ImmutableArray<string> Seats,
    [property: Id(4)] RefundCause Cause,
    [property: Id(5)] string Reason,
    [property: Id(6)] RefundTo To,
    [property: Id(7)] DateTimeOffset RequestedAt);
