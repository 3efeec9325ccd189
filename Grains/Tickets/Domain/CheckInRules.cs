using System.Collections.Immutable;
using Marquee.Bookings;
using Marquee.Bookings.Domain;
using Marquee.Shows;

namespace Marquee.Tickets.Domain;

/// <summary>Who is let in: the one rule, for guests who wait at the door and for those who were let in by a device that could not ask.</summary>
internal static class CheckInRules
{
    /// <param name="at">When the guests stand, or stood, at the door.</param>
    /// <param name="opens">How long before the show the door opens.</param>
    public static CheckInDecision Decide(BookingState booking, TicketContent ticket, TicketScan scan, ShowView show, DateTimeOffset at, TimeSpan opens)
    {
        if (!scan.Pass.Covers(show.Theater)) return CheckInDecision.Refuse(CheckInOutcome.OtherTheater);
        if (scan.Show is { } door && door != booking.Show) return CheckInDecision.Refuse(CheckInOutcome.OtherShow);
        if (booking.Status is BookingStatus.Canceling or BookingStatus.Canceled) return CheckInDecision.Refuse(CheckInOutcome.Canceled, ticket.Seats);
        if (booking.Status != BookingStatus.Confirmed) return CheckInDecision.Refuse(CheckInOutcome.NotConfirmed);
        if (show.Status == ShowStatus.Canceled) return CheckInDecision.Refuse(CheckInOutcome.Canceled, ticket.Seats);
        if (ticket.Issue != BookingSteps.IssueOf(booking)) return CheckInDecision.Refuse(CheckInOutcome.Outdated, ticket.Seats);
        // Admins decide by themselves whom they let in when.
        if (!scan.Pass.Everywhere && at < show.StartsAt - opens) return CheckInDecision.Refuse(CheckInOutcome.TooEarly);
        if (!scan.Pass.Everywhere && at > show.EndsAt) return CheckInDecision.Refuse(CheckInOutcome.ShowEnded);
        return Decide(booking, scan.Seats.IsDefaultOrEmpty ? ticket.Seats : scan.Seats);
    }

    private static CheckInDecision Decide(BookingState booking, ImmutableArray<string> seats)
    {
        var unknown = seats.Where(label => booking.Seats.All(seat => seat.Label != label)).ToImmutableArray();
        if (unknown.Length > 0) return CheckInDecision.Refuse(CheckInOutcome.SeatUnknown, unknown);
        var canceled = seats.Intersect(BookingSteps.CanceledSeats(booking)).ToImmutableArray();
        if (canceled.Length > 0) return CheckInDecision.Refuse(CheckInOutcome.SeatCanceled, canceled);
        var inside = seats.Intersect(BookingSteps.SeatsInside(booking)).ToImmutableArray();
        return inside.Length > 0 ? CheckInDecision.Refuse(CheckInOutcome.AlreadyCheckedIn, inside) : new CheckInDecision(CheckInOutcome.CheckedIn, seats);
    }
}

/// <param name="Seats">Labels of those who come in; where it is refused, what stood in the way.</param>
internal readonly record struct CheckInDecision(CheckInOutcome Outcome, ImmutableArray<string> Seats)
{
    public static CheckInDecision Refuse(CheckInOutcome why, ImmutableArray<string> seats = default) => new(why, seats.IsDefault ? [] : seats);
}
