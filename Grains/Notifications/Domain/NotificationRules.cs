using Marquee.Bookings;
using Marquee.Payments;

namespace Marquee.Notifications.Domain;

/// <summary>Of what a customer hears, and when that is no longer worth telling.</summary>
internal static class NotificationRules
{
    /// <summary>What is told where a booking changed; null where nothing is.</summary>
    public static NotificationKind? KindOf(string type, RefundCause? cause, BookingFailure? failure) => type switch
    {
        BookingChanged.Confirmed => NotificationKind.BookingConfirmed,
        BookingChanged.Canceling => cause == RefundCause.ShowCanceled ? NotificationKind.ShowCanceled : NotificationKind.BookingCanceled,
        BookingChanged.SeatsCanceled => NotificationKind.BookingCanceled,
        BookingChanged.Refunded => NotificationKind.Refunded,
        BookingChanged.Failed when failure == BookingFailure.SeatsGone => NotificationKind.BookingFailed,
        _ => null,
    };

    /// <summary>When to remind of a show. Null where it is so near that the confirmation has just said it.</summary>
    public static DateTimeOffset? RemindAt(DateTimeOffset startsAt, TimeSpan before, DateTimeOffset now) => startsAt - before > now ? startsAt - before : null;

    /// <summary>Why a message is not true any more. Null where it is.</summary>
    /// <param name="told">When the show starts, as the message says.</param>
    /// <param name="startsAt">When it does.</param>
    public static string? Outdated(NotificationKind kind, BookingStatus status, DateTimeOffset told, DateTimeOffset startsAt, DateTimeOffset now) => kind switch
    {
        NotificationKind.BookingConfirmed or NotificationKind.ShowMoved or NotificationKind.Reminder when status != BookingStatus.Confirmed => "The booking is not confirmed any more.",
        NotificationKind.ShowMoved or NotificationKind.Reminder when told != startsAt => "The show was moved to another time.",
        NotificationKind.Reminder when now >= startsAt => "The show has started.",
        _ => null,
    };

    /// <summary>
    /// True where the message tells what the booking has not heard itself: it answers while a write is under way, and the write's event may be
    /// here before the answer to the write is there. It will say otherwise soon, for once confirmed it is never again what it was before.
    /// </summary>
    public static bool IsEarly(NotificationKind kind, BookingStatus status) => CarriesTicket(kind) && status is (BookingStatus.Pending or BookingStatus.Paying);

    /// <summary>True where the message brings the ticket along.</summary>
    public static bool CarriesTicket(NotificationKind kind) =>
        kind is NotificationKind.BookingConfirmed or NotificationKind.ShowMoved or NotificationKind.Reminder;
}
