using System.Collections.Immutable;
using Marquee.Bookings;
using Marquee.Bookings.Domain;
using Marquee.Shows;

namespace Marquee.Tickets;

/// <summary>Turns what a booking knows of its guests into what others are told.</summary>
internal static class CheckInViews
{
    /// <summary>True where guests who were let in all the same should not have been.</summary>
    public static bool Matters(CheckInOutcome outcome) => outcome is not (CheckInOutcome.CheckedIn or CheckInOutcome.Replayed or CheckInOutcome.KeyReused or CheckInOutcome.TicketInvalid or CheckInOutcome.OtherTheater);

    /// <param name="seats">Those that were let in or stood in the way.</param>
    public static CheckInResult Of(CheckInOutcome outcome, BookingId id, BookingState booking, ShowView show, CheckInState? made, ImmutableArray<string> seats)
    {
        // A ticket of another theater says nothing of its booking here.
        if (outcome == CheckInOutcome.OtherTheater) return CheckInResult.Refuse(outcome);
        var earlier = outcome == CheckInOutcome.AlreadyCheckedIn
            ? BookingSteps.CheckInsOf(booking).Where(scan => scan.Seats.Intersect(seats).Any()).Select(Of).ToImmutableArray()
            : [];
        return new CheckInResult(outcome, made is null ? null : Of(made), earlier, seats, BookingSteps.SeatsOutside(booking), id, show);
    }

    public static ImmutableArray<CheckInView> AllOf(BookingState booking) => [.. BookingSteps.CheckInsOf(booking).Select(Of)];

    public static DoorEntry EntryOf(BookingId id, BookingState booking) => new(
        id, BookingSteps.IssueOf(booking), BookingSteps.HeldSeatsOf(booking), AllOf(booking),
        [.. BookingSteps.ScansOf(booking).Where(scan => scan.Outcome != CheckInOutcome.CheckedIn).Select(scan => new CheckInConflict(Of(scan), scan.Outcome))]);

    public static CheckInChanged EventOf(CheckInState scan) => new(scan.Id.ToString(), scan.Outcome, scan.Seats, scan.At, scan.By.ToString(), scan.Door);

    private static CheckInView Of(CheckInState scan) => new(scan.Id, scan.Seats, scan.At, scan.RecordedAt, scan.By, scan.Door);
}
