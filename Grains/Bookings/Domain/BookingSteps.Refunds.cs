using System.Collections.Immutable;
using Marquee.Payments;
using Marquee.Shows;

namespace Marquee.Bookings.Domain;

/// <summary>Money and seats of a paid booking that go back. What was taken is never exceeded by what goes back, whatever the reasons.</summary>
internal static partial class BookingSteps
{
    public static ImmutableArray<BookingRefundState> RefundsOf(BookingState booking) => booking.Refunds.IsDefault ? [] : booking.Refunds;

    public static BookingRefundState? FindRefund(BookingState booking, RefundId id) => RefundsOf(booking).FirstOrDefault(refund => refund.Id == id);

    /// <summary>True where the money was taken for this booking's seats, given back since or not.</summary>
    public static bool IsPaid(BookingState booking) => booking.Status is BookingStatus.Confirmed or BookingStatus.Canceling or BookingStatus.Canceled;

    /// <summary>The seats that the booking has, or had where it is over.</summary>
    public static ImmutableArray<HeldSeat> HeldSeatsOf(BookingState booking)
    {
        if (booking.Status != BookingStatus.Confirmed || CanceledSeats(booking) is not { IsEmpty: false } canceled) return booking.Seats;
        return booking.Seats.RemoveAll(seat => canceled.Contains(seat.Label));
    }

    /// <summary>Their labels.</summary>
    public static ImmutableArray<string> SeatsOf(BookingState booking) => [.. HeldSeatsOf(booking).Select(seat => seat.Label)];

    public static ImmutableArray<string> CanceledSeats(BookingState booking) => [.. RefundsOf(booking).SelectMany(refund => refund.Seats)];

    /// <summary>Labels of the seats that are not the booking's, so that nobody keeps them for it.</summary>
    public static ImmutableArray<string> NotIts(BookingState booking) => booking.Status == BookingStatus.Confirmed || IsLive(booking)
        ? CanceledSeats(booking)
        : [.. booking.Seats.Select(seat => seat.Label)];

    /// <summary>What was taken for a paid booking and is neither back nor on its way, in minor units.</summary>
    public static long Left(BookingState booking) =>
        booking.Price!.Total.Amount - RefundsOf(booking).Where(refund => refund.Status != RefundStatus.Refused).Sum(refund => refund.Amount);

    /// <summary>Refunds that are not known to be over; the seats of such a one may not have been given back yet.</summary>
    public static ImmutableArray<BookingRefundState> OpenRefunds(BookingState booking) => [.. RefundsOf(booking).Where(refund => !IsOver(refund.Status))];

    /// <summary>Whatever money still has to go back, of a paid booking or of one that failed.</summary>
    public static IEnumerable<RefundId> Owed(BookingState booking)
    {
        var open = OpenRefunds(booking).Select(refund => refund.Id);
        return booking.Refund is { Settled: false } failed ? open.Prepend(failed.Id) : open;
    }

    /// <summary>Seats are given back, and money for them goes back. The booking is confirmed for as long as it has other seats.</summary>
    public static BookingState Cancel(BookingState booking, BookingRefundState refund)
    {
        var has = SeatsOf(booking);
        if (booking.Status != BookingStatus.Confirmed || refund.Seats.IsEmpty || refund.Seats.Any(label => !has.Contains(label)))
            throw new InvalidOperationException($"A booking that is {booking.Status} does not give back {string.Join(", ", refund.Seats)}.");
        var next = Add(booking, refund);
        return refund.Seats.Length < has.Length ? next : next with { Status = BookingStatus.Canceling };
    }

    /// <summary>Money goes back and the seats stay.</summary>
    public static BookingState Refund(BookingState booking, BookingRefundState refund) => IsPaid(booking) && refund.Seats.IsEmpty && refund.Amount > 0
        ? Add(booking, refund)
        : throw new InvalidOperationException($"A booking that is {booking.Status} does not give back {refund.Amount}.");

    /// <summary>What became of a refund. A canceled booking is at its end once all its money is back.</summary>
    public static BookingState Refunded(BookingState booking, RefundId id, RefundStatus status)
    {
        var refunds = RefundsOf(booking).Select(refund => refund.Id == id && !IsOver(refund.Status) ? refund with { Status = status } : refund).ToImmutableArray();
        var next = booking with { Refunds = refunds, Version = booking.Version + 1 };
        var over = booking.Status == BookingStatus.Canceling && refunds.All(refund => IsOver(refund.Status));
        return over ? next with { Status = BookingStatus.Canceled } : next;
    }

    private static bool IsOver(RefundStatus status) => status is not (RefundStatus.Pending or RefundStatus.Stuck);

    private static BookingState Add(BookingState booking, BookingRefundState refund) => refund.Amount < 0 || refund.Amount > Left(booking)
        ? throw new InvalidOperationException($"{refund.Amount} is more than the {Left(booking)} that is left.")
        : booking with { Refunds = [.. RefundsOf(booking), refund], Version = booking.Version + 1 };
}
