using System.Diagnostics.CodeAnalysis;
using Marquee.Payments;

namespace Marquee.Bookings.Domain;

/// <summary>
/// The legal changes of a booking: pending and paying turn into each other until one of confirmed, expired and failed ends them; from
/// confirmed it goes on to canceling and canceled. Each change raises the version by one; an illegal one throws, because it would be a bug
/// of ours.
/// </summary>
internal static partial class BookingSteps
{
    /// <summary>False where there is none, or no more than a bar.</summary>
    public static bool IsMade([NotNullWhen(true)] BookingState? booking) => booking is { Price: not null };

    /// <summary>What is saved in place of a booking that was given up before it was made: who makes it yet has to hold seats anew.</summary>
    public static BookingState Barred(ShowId show) => new() { Show = show, Status = BookingStatus.Expired, Seats = [] };

    public static bool IsLive(BookingState booking) => booking.Status is BookingStatus.Pending or BookingStatus.Paying;

    public static BookingState Paying(BookingState booking, PaymentId payment) =>
        Next(booking, BookingStatus.Paying) with { Payment = payment };

    public static BookingState PendingAgain(BookingState booking) => Next(booking, BookingStatus.Pending) with { Payment = null };

    public static BookingState Confirmed(BookingState booking, PaymentId payment) =>
        Next(booking, BookingStatus.Confirmed) with { Payment = payment };

    public static BookingState Expired(BookingState booking, BookingFailure why = BookingFailure.None) =>
        Next(booking, BookingStatus.Expired) with { Payment = null, Failure = why };

    /// <summary>Paid, but the seats cannot be had any more: the money goes back.</summary>
    public static BookingState Failed(BookingState booking, PaymentId payment, RefundView refund, BookingFailure why = BookingFailure.SeatsGone) =>
        Next(booking, BookingStatus.Failed) with { Payment = payment, Refund = refund, Failure = why };

    private static BookingState Next(BookingState booking, BookingStatus status) =>
        IsLive(booking) ? booking with { Status = status, Version = booking.Version + 1 }
        : throw new InvalidOperationException($"A booking that is {booking.Status} does not become {status}.");
}
