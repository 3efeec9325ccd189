using Marquee.Bookings;
using Marquee.Notifications;
using Marquee.Notifications.Domain;
using Marquee.Payments;
using Marquee.Users;
using Xunit;
using static Marquee.Notifications.NotificationChannel;

namespace Marquee.Tests.Domain.Notifications;

public sealed class NotificationRulesTests
{
    private static readonly DateTimeOffset Starts = new(2030, 1, 1, 18, 0, 0, TimeSpan.Zero);
    private static readonly NotifyPreferences Everything = new(true, true, true, true);

    [Fact]
    public void The_ticket_goes_where_there_is_room_for_it_and_the_reminder_where_it_is_seen_at_once()
    {
        Assert.Equal([Email, Whatsapp, Sms, Push], ChannelOrder.Of(NotificationKind.BookingConfirmed, Everything, _ => true));
        Assert.Equal([Push, Whatsapp, Sms, Email], ChannelOrder.Of(NotificationKind.Reminder, Everything, _ => true));
    }

    [Theory]
    [InlineData(true, false, false, false, new[] { Email })]
    [InlineData(false, true, false, true, new[] { Whatsapp, Sms })]
    [InlineData(false, false, true, false, new[] { Push })]
    [InlineData(false, false, false, false, new NotificationChannel[0])]
    public void Nothing_goes_where_the_customer_did_not_ask_for_it(bool email, bool sms, bool push, bool whatsapp, NotificationChannel[] expected) =>
        Assert.Equal(expected, ChannelOrder.Of(NotificationKind.Refunded, new NotifyPreferences(email, sms, push, whatsapp), _ => true));

    [Fact]
    public void Nor_where_nobody_can_be_reached() =>
        Assert.Equal([Sms], ChannelOrder.Of(NotificationKind.Refunded, Everything, channel => channel == Sms));

    [Fact]
    public void Where_one_fails_the_next_of_the_choice_is_tried_and_none_twice()
    {
        Assert.Equal(Whatsapp, ChannelOrder.After(Email, NotificationKind.Refunded, Everything, _ => true));
        Assert.Equal(Push, ChannelOrder.After(Email, NotificationKind.Refunded, Everything with { Sms = false, Whatsapp = false }, _ => true));
        Assert.Null(ChannelOrder.After(Push, NotificationKind.Refunded, Everything, _ => true));
        Assert.Null(ChannelOrder.After(Email, NotificationKind.Refunded, NotifyPreferences.Default, _ => true));
        // The choice may have changed since: the channel that failed need not be in it.
        Assert.Equal(Sms, ChannelOrder.After(Email, NotificationKind.Refunded, new NotifyPreferences(false, true, false, false), _ => true));
    }

    [Theory]
    [InlineData(BookingChanged.Confirmed, null, null, NotificationKind.BookingConfirmed)]
    [InlineData(BookingChanged.Canceling, RefundCause.Customer, null, NotificationKind.BookingCanceled)]
    [InlineData(BookingChanged.Canceling, RefundCause.ShowRescheduled, null, NotificationKind.BookingCanceled)]
    [InlineData(BookingChanged.Canceling, RefundCause.ShowCanceled, null, NotificationKind.ShowCanceled)]
    [InlineData(BookingChanged.SeatsCanceled, RefundCause.Customer, null, NotificationKind.BookingCanceled)]
    [InlineData(BookingChanged.Refunded, RefundCause.House, null, NotificationKind.Refunded)]
    [InlineData(BookingChanged.Failed, null, BookingFailure.SeatsGone, NotificationKind.BookingFailed)]
    [InlineData(BookingChanged.Failed, null, BookingFailure.ShowCanceled, null)]
    [InlineData(BookingChanged.Created, null, null, null)]
    [InlineData(BookingChanged.Expired, null, null, null)]
    [InlineData(BookingChanged.Canceled, RefundCause.Customer, null, null)]
    [InlineData(BookingChanged.CheckedIn, null, null, null)]
    public void Each_change_of_a_booking_is_told_once_or_not_at_all(string type, RefundCause? cause, BookingFailure? failure, NotificationKind? expected) =>
        Assert.Equal(expected, NotificationRules.KindOf(type, cause, failure));

    [Fact]
    public void Who_books_shortly_before_the_show_needs_no_reminder()
    {
        Assert.Equal(Starts.AddHours(-2), NotificationRules.RemindAt(Starts, TimeSpan.FromHours(2), Starts.AddHours(-3)));
        Assert.Null(NotificationRules.RemindAt(Starts, TimeSpan.FromHours(2), Starts.AddHours(-2)));
    }

    [Theory]
    [InlineData(NotificationKind.BookingConfirmed, BookingStatus.Pending, true)]
    [InlineData(NotificationKind.BookingConfirmed, BookingStatus.Paying, true)]
    [InlineData(NotificationKind.ShowMoved, BookingStatus.Paying, true)]
    [InlineData(NotificationKind.BookingConfirmed, BookingStatus.Confirmed, false)]
    [InlineData(NotificationKind.BookingConfirmed, BookingStatus.Canceling, false)]
    [InlineData(NotificationKind.BookingFailed, BookingStatus.Pending, false)]
    public void What_a_booking_has_not_heard_itself_yet_is_not_told_yet(NotificationKind kind, BookingStatus status, bool early) =>
        Assert.Equal(early, NotificationRules.IsEarly(kind, status));

    [Theory]
    [InlineData(NotificationKind.Reminder, BookingStatus.Confirmed, 0, -1, true)]
    [InlineData(NotificationKind.Reminder, BookingStatus.Canceling, 0, -1, false)]
    [InlineData(NotificationKind.Reminder, BookingStatus.Canceled, 0, -1, false)]
    [InlineData(NotificationKind.Reminder, BookingStatus.Confirmed, 1, -1, false)]
    [InlineData(NotificationKind.Reminder, BookingStatus.Confirmed, 0, 0, false)]
    [InlineData(NotificationKind.ShowMoved, BookingStatus.Confirmed, 0, 5, true)]
    [InlineData(NotificationKind.ShowMoved, BookingStatus.Confirmed, 1, -1, false)]
    [InlineData(NotificationKind.BookingConfirmed, BookingStatus.Confirmed, 1, -1, true)]
    [InlineData(NotificationKind.BookingConfirmed, BookingStatus.Canceled, 0, -1, false)]
    [InlineData(NotificationKind.Refunded, BookingStatus.Canceled, 1, 5, true)]
    public void What_is_not_true_any_more_is_not_told(NotificationKind kind, BookingStatus status, int movedHours, int nowHours, bool told) =>
        Assert.Equal(told, NotificationRules.Outdated(kind, status, Starts, Starts.AddHours(movedHours), Starts.AddHours(nowHours)) is null);
}
