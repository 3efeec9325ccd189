using Marquee.Audit;
using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Silo.Outbox;
using Marquee.Storage;

namespace Marquee.Silo.Audit;

/// <summary>What an event of a booking says in the audit log.</summary>
internal static class BookingLines
{
    public static AuditLine Of(OutboxRow row)
    {
        var booking = row.Read<BookingChanged>();
        var actor = ActorOf(row, booking);
        return new AuditLine(
            row.Id, row.OccurredAt, row.Type, actor, booking.Id, booking.Refund?.Id ?? booking.CheckIn?.Id ?? booking.Payment, ReasonOf(booking), Detail(row.Type, booking, actor));
    }

    private static string ActorOf(OutboxRow row, BookingChanged booking) => row.Type switch
    {
        BookingChanged.Created => booking.Customer,
        BookingChanged.CheckedIn or BookingChanged.CheckInConflict => booking.CheckIn?.By ?? Actors.System,
        BookingChanged.Canceling or BookingChanged.SeatsCanceled => booking.Refund?.Cause == RefundCause.ShowCanceled ? Actors.System : booking.Customer,
        BookingChanged.Expired or BookingChanged.Refunding => Events.ActorOf(row.Payload) ?? Actors.System,
        BookingChanged.Paying or BookingChanged.PendingAgain or BookingChanged.Confirmed or BookingChanged.Failed or BookingChanged.Refunded
            or BookingChanged.Canceled => Actors.System,
        _ => Events.ActorOf(row.Payload) ?? Actors.System,
    };

    private static string? ReasonOf(BookingChanged booking) =>
        booking.Refund?.Reason ?? (booking.Failure is { } failure ? Text(failure) : null);

    private static string Detail(string type, BookingChanged booking, string actor) => type switch
    {
        BookingChanged.Created => $"{Words.Sentence(Words.Seats(booking.Seats))} held for {Words.Of(booking.Price.Total)}.",
        BookingChanged.Paying => "The payment is under way; the seats stay held for it.",
        BookingChanged.PendingAgain => "The payment failed; another can be tried while the seats are held.",
        BookingChanged.Confirmed => $"Paid: {Words.Seats(booking.Seats)} sold for {Words.Of(booking.Price.Total)}.",
        BookingChanged.Expired when booking.Failure is BookingFailure.ShowCanceled => "The show was canceled before the booking was paid; the seats are free again.",
        BookingChanged.Expired when actor == booking.Customer => "Given up by the customer; the seats are free again.",
        BookingChanged.Expired => "Not paid in time; the seats are free again.",
        BookingChanged.Failed => "Paid, but the seats could not be had any more; the money goes back.",
        BookingChanged.Canceling => $"{GivenBack(booking)}; {GoesBack(booking)}.",
        BookingChanged.SeatsCanceled => $"{GivenBack(booking)}, the others stay; {GoesBack(booking)}.",
        BookingChanged.Refunding => $"{GoesBack(booking)}; the seats stay.",
        BookingChanged.Refunded => booking.Refund is { } refund ? $"{Words.Of(refund.Amount)} went back." : "The money went back.",
        BookingChanged.RefundClosed => "No money goes back for it.",
        BookingChanged.Canceled => "Canceled: nothing is left to be done.",
        BookingChanged.CheckedIn => $"Let in for {Words.Seats(booking.CheckIn?.Seats ?? [])}{Door(booking)}.",
        BookingChanged.CheckInConflict =>
            $"Let in for {Words.Seats(booking.CheckIn?.Seats ?? [])}{Door(booking)} by a device that could not ask, and should not have been: {booking.CheckIn?.Outcome}.",
        _ => $"The booking is {booking.Status}.",
    };

    private static string Door(BookingChanged booking) => booking.CheckIn?.Door is { } door ? $" at {door}" : "";

    private static string GivenBack(BookingChanged booking) => $"{Words.Sentence(Words.Seats(booking.Refund?.Seats ?? []))} given back";

    private static string GoesBack(BookingChanged booking) => booking.Refund is { Amount.Amount: > 0 } refund
        ? $"{Words.Of(refund.Amount)} goes back to {(refund.To == RefundTo.Wallet ? "the wallet" : "where it came from")}"
        : "no money goes back";

    private static string Text(BookingFailure failure) => failure switch
    {
        BookingFailure.SeatsGone => "The seats were gone.",
        BookingFailure.ShowCanceled => "The show was canceled.",
        _ => failure.ToString(),
    };
}
