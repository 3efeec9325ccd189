using System.Collections.Immutable;
using Marquee.Tickets;

namespace Marquee.Bookings.Domain;

/// <summary>Guests at the door: a seat of a confirmed booking is entered once, and is not given back after that.</summary>
internal static partial class BookingSteps
{
    /// <summary>Enough to see that something is wrong at a door; a device that goes on and on fills no disk.</summary>
    private const int MostConflicts = 20;

    /// <summary>From 1, one more each time seats were given back: a ticket of an earlier issue names seats that are gone.</summary>
    public static int IssueOf(BookingState booking) => 1 + RefundsOf(booking).Count(refund => refund.Seats.Length > 0);

    /// <summary>Every scan that was kept, those that should not have been let in included.</summary>
    public static ImmutableArray<CheckInState> ScansOf(BookingState booking) => booking.CheckIns.IsDefault ? [] : booking.CheckIns;

    public static CheckInState? FindScan(BookingState booking, CheckInId id) => ScansOf(booking).FirstOrDefault(scan => scan.Id == id);

    public static ImmutableArray<CheckInState> CheckInsOf(BookingState booking) => [.. ScansOf(booking).Where(scan => scan.Outcome == CheckInOutcome.CheckedIn)];

    public static ImmutableArray<string> SeatsInside(BookingState booking) => [.. CheckInsOf(booking).SelectMany(scan => scan.Seats)];

    public static ImmutableArray<string> SeatsOutside(BookingState booking) => [.. SeatsOf(booking).Except(SeatsInside(booking))];

    public static BookingState CheckIn(BookingState booking, CheckInState scan)
    {
        var outside = SeatsOutside(booking);
        if (booking.Status != BookingStatus.Confirmed || scan.Outcome != CheckInOutcome.CheckedIn || scan.Seats.IsEmpty || scan.Seats.Any(label => !outside.Contains(label)))
            throw new InvalidOperationException($"Nobody is let in for {string.Join(", ", scan.Seats)} of a booking that is {booking.Status}.");
        return Keep(booking, scan);
    }

    /// <summary>Guests were let in who should not have been. The same booking where enough of them are kept.</summary>
    public static BookingState KeepConflict(BookingState booking, CheckInState scan) =>
        ScansOf(booking).Count(each => each.Outcome != CheckInOutcome.CheckedIn) < MostConflicts ? Keep(booking, scan) : booking;

    private static BookingState Keep(BookingState booking, CheckInState scan) =>
        booking with { CheckIns = [.. ScansOf(booking), scan], Version = booking.Version + 1 };
}
