using Marquee.Bookings.Domain;
using Marquee.Tickets;
using Marquee.Tickets.Domain;

namespace Marquee.Bookings;

/// <summary>The ticket of a booking and who came in with it. In the booking, because it is here that seats are given back: one of the two wins.</summary>
internal sealed partial class BookingGrain
{
    /// <summary>So that pictures and documents that are fetched one after the other show the same code.</summary>
    private (int Issue, string Code)? _code;

    public async Task<TicketResult> Ticket(UserId customer)
    {
        await _state.LoadAsync();
        if (_state.Value is not { } booking || booking.Customer != customer) return new TicketResult(TicketOutcome.NotFound, null);
        if (booking.Status is BookingStatus.Canceling or BookingStatus.Canceled) return new TicketResult(TicketOutcome.Canceled, null);
        if (booking.Status != BookingStatus.Confirmed) return new TicketResult(TicketOutcome.NotConfirmed, null);
        var issue = BookingSteps.IssueOf(booking);
        if (_code is not { } known || known.Issue != issue)
        {
            var content = new TicketContent(Id, booking.Show, issue, BookingSteps.SeatsOf(booking));
            known = (issue, await GrainFactory.GetGrain<ITicketSigner>(ITicketDesk.Key).Sign(content));
            _code = known;
        }

        return new TicketResult(TicketOutcome.Issued, new TicketView(known.Code, issue, BookingViews.Of(Id, booking, await ShowAsync(), null)));
    }

    public async Task<CheckInResult> CheckIn(CheckInSeats command)
    {
        await _state.LoadAsync();
        if (_state.Value is not { } booking) return CheckInResult.Refuse(CheckInOutcome.TicketInvalid);
        var (scan, show, now) = (command.Scan, await ShowAsync(), clock.GetUtcNow());
        if (BookingSteps.FindScan(booking, scan.Id) is { } known)
        {
            if (known.Fingerprint != scan.Fingerprint) return CheckInResult.Refuse(CheckInOutcome.KeyReused);
            var again = known.Outcome == CheckInOutcome.CheckedIn ? CheckInOutcome.Replayed : known.Outcome;
            return CheckInViews.Of(again, Id, Booking, show, known.Outcome == CheckInOutcome.CheckedIn ? known : null, known.Seats);
        }

        // A device's clock may be ahead; nobody came in after now.
        var at = scan.ScannedAt is { } told && told < now ? told : now;
        var decision = CheckInRules.Decide(booking, command.Ticket, scan, show, at, tickets.Value.DoorsOpenBefore);
        var kept = new CheckInState(scan.Id, decision.Seats, at, now, scan.By, scan.Door, decision.Outcome, scan.Fingerprint);
        if (decision.Outcome == CheckInOutcome.CheckedIn)
        {
            await SaveAsync(BookingSteps.CheckIn(booking, kept), BookingChanged.CheckedIn, kept);
            return CheckInViews.Of(CheckInOutcome.CheckedIn, Id, Booking, show, kept, decision.Seats);
        }

        // Who was let in already cannot be sent away; so that nobody overlooks it, it stays.
        if (scan.ScannedAt is not null && CheckInViews.Matters(decision.Outcome)) await KeepConflictAsync(kept);
        return CheckInViews.Of(decision.Outcome, Id, Booking, show, null, decision.Seats);
    }

    public async Task<DoorEntry?> AtDoor()
    {
        await _state.LoadAsync();
        return _state.Value is { Status: BookingStatus.Confirmed } booking ? CheckInViews.EntryOf(Id, booking) : null;
    }

    private async Task KeepConflictAsync(CheckInState scan)
    {
        var next = BookingSteps.KeepConflict(Booking, scan);
        if (next != Booking) await SaveAsync(next, BookingChanged.CheckInConflict, scan);
    }

    private Task SaveAsync(BookingState next, string type, CheckInState scan) =>
        _state.SaveAsync(next with { Raised = [BookingViews.Event(Id, next, type, scan.RecordedAt, checkIn: CheckInViews.EventOf(scan))] });
}
