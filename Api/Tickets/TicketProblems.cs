using Marquee.Api.Http;
using Marquee.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Tickets;

/// <summary>What a client is told where there is no ticket, or nobody is let in with it.</summary>
internal static class TicketProblems
{
    public static ProblemHttpResult Of(TicketOutcome refusal) => refusal switch
    {
        TicketOutcome.NotFound => Problems.NotFound("booking"),
        TicketOutcome.NotConfirmed => Of(CheckInOutcome.NotConfirmed, null),
        TicketOutcome.Canceled => Of(CheckInOutcome.Canceled, null),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Not a refusal."),
    };

    public static ProblemHttpResult Of(CheckInResult refusal) => Of(refusal.Outcome, Details(refusal));

    public static ProblemHttpResult Forbidden() =>
        Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "You do not let guests in at this theater.");

    public static ProblemHttpResult NoPasses() =>
        Problems.Of(StatusCodes.Status404NotFound, "wallet-pass-not-offered", "There are no passes for this wallet here.");

    /// <summary>Code and words of a refusal.</summary>
    public static (string Code, string Title) Words(CheckInOutcome refusal) => refusal switch
    {
        CheckInOutcome.KeyReused => ("idempotency-key-reused", "This key belongs to another scan."),
        CheckInOutcome.TicketInvalid => ("ticket-invalid", "This is not a ticket of ours."),
        CheckInOutcome.OtherTheater => ("ticket-other-theater", "This ticket is for another theater."),
        CheckInOutcome.OtherShow => ("ticket-other-show", "This ticket is for another show."),
        CheckInOutcome.NotConfirmed => ("booking-not-confirmed", "There is a ticket only of a booking that is confirmed."),
        CheckInOutcome.Canceled => ("ticket-canceled", "The booking or its show was canceled."),
        CheckInOutcome.Outdated => ("ticket-outdated", "Seats of this booking were given back since: ask for the newer ticket."),
        CheckInOutcome.TooEarly => ("ticket-too-early", "The door is not open yet for this show."),
        CheckInOutcome.ShowEnded => ("ticket-show-ended", "This ticket is for a show that is over."),
        CheckInOutcome.SeatUnknown => ("seat-unknown", "The booking has no such seats."),
        CheckInOutcome.SeatCanceled => ("seat-canceled", "These seats were given back."),
        CheckInOutcome.AlreadyCheckedIn => ("already-checked-in", "Somebody came in for these seats before."),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Not a refusal."),
    };

    private static ProblemHttpResult Of(CheckInOutcome refusal, Dictionary<string, object?>? details)
    {
        var (code, title) = Words(refusal);
        var status = refusal is CheckInOutcome.TicketInvalid or CheckInOutcome.SeatUnknown or CheckInOutcome.KeyReused
            ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;
        return Problems.Of(status, code, title, null, details);
    }

    private static Dictionary<string, object?>? Details(CheckInResult refusal)
    {
        if (refusal is not { Show: { } show, Booking: { } booking }) return null;
        var details = new Dictionary<string, object?>
        {
            ["bookingId"] = booking.ToString(), ["show"] = DoorShowBody.Of(show), ["seats"] = refusal.Seats, ["left"] = refusal.Left,
        };
        if (refusal.Earlier.IsDefaultOrEmpty) return details;
        details["checkedInAt"] = refusal.Earlier[0].At;
        if (refusal.Earlier[0].Door is { } door) details["door"] = door;
        details["checkIns"] = CheckInBody.AllOf(refusal.Earlier);
        return details;
    }
}
