using System.Collections.Immutable;
using Marquee.Bookings;
using Marquee.Bookings.Domain;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Theaters;
using Marquee.Tickets;
using Marquee.Tickets.Domain;
using Xunit;

namespace Marquee.Tests.Domain.Tickets;

public sealed class CheckInRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 20, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Opens = TimeSpan.FromHours(4);
    private static readonly TheaterId Theater = Ids.Derive<TheaterId>("theater");
    private static readonly ShowId ShowId = Ids.Derive<ShowId>("show");
    private static readonly UserId By = Ids.Derive<UserId>("staff");
    private static readonly DoorPass Staff = new(Everywhere: false, [Theater]);
    private static readonly DoorPass Admin = new(Everywhere: true, []);

    private static readonly BookingState Booked = new()
    {
        Show = ShowId,
        Status = BookingStatus.Confirmed,
        Seats = [.. new[] { "A1", "A2", "A3" }.Select(label => new HeldSeat(label, SeatCategory.Silver, 100))],
        Price = new BookingPrice("INR", 300, 0, 0, 0),
        Version = 3,
    };

    private static ShowView Show(ShowStatus status = ShowStatus.Scheduled) => new(
        ShowId, default, Theater, default, Start, Start.AddHours(2), "Asia/Kolkata", "hi", null, status, new SeatPrices("INR", 1, 1, 1), new ShowRules(), 0, 0, 1, 0);

    private static TicketScan Scan(DoorPass pass, params ImmutableArray<string> seats) => new(Ids.Derive<CheckInId>("scan"), "", seats, By, pass, null, null, null, default);

    private static TicketContent TicketOf(BookingState booking) => new(Ids.Derive<BookingId>("booking"), ShowId, BookingSteps.IssueOf(booking), BookingSteps.SeatsOf(booking));

    private static CheckInDecision Decide(BookingState booking, TicketScan scan, DateTimeOffset? at = null, ShowView? show = null, TicketContent? ticket = null) =>
        CheckInRules.Decide(booking, ticket ?? TicketOf(booking), scan, show ?? Show(), at ?? Start, Opens);

    private static BookingState In(BookingState booking, params ImmutableArray<string> seats) => BookingSteps.CheckIn(
        booking, new CheckInState(Ids.Derive<CheckInId>(seats[0]), seats, Start, Start, By, "Door 1", CheckInOutcome.CheckedIn, default));

    private static BookingState Canceled(BookingState booking, params ImmutableArray<string> seats) => BookingSteps.Cancel(
        booking, new BookingRefundState(Ids.Derive<RefundId>(seats[0]), 0, RefundStatus.Pending, seats, RefundCause.Customer, "", RefundTo.Source, Start, default));

    [Fact]
    public void A_whole_ticket_lets_all_its_seats_in_and_then_none()
    {
        var decision = Decide(Booked, Scan(Staff));
        Assert.Equal((CheckInOutcome.CheckedIn, "A1,A2,A3"), (decision.Outcome, string.Join(',', decision.Seats)));
        var again = Decide(In(Booked, decision.Seats), Scan(Staff));
        Assert.Equal((CheckInOutcome.AlreadyCheckedIn, "A1,A2,A3"), (again.Outcome, string.Join(',', again.Seats)));
    }

    [Fact]
    public void Guests_may_come_one_after_the_other_and_each_seat_once()
    {
        var first = In(Booked, "A1");
        Assert.Equal(CheckInOutcome.CheckedIn, Decide(first, Scan(Staff, "A2", "A3")).Outcome);
        Assert.Equal("A1", string.Join(',', Decide(first, Scan(Staff, "A1", "A2")).Seats));
        // The whole ticket would let A1 in twice.
        Assert.Equal(CheckInOutcome.AlreadyCheckedIn, Decide(first, Scan(Staff)).Outcome);
        Assert.Equal("A2,A3", string.Join(',', BookingSteps.SeatsOutside(first)));
    }

    [Fact]
    public void A_seat_that_was_given_back_lets_nobody_in_and_neither_does_the_ticket_from_before()
    {
        var older = TicketOf(Booked);
        var booking = Canceled(Booked, "A1");
        Assert.Equal(CheckInOutcome.Outdated, Decide(booking, Scan(Staff), ticket: older).Outcome);
        Assert.Equal(CheckInOutcome.Outdated, Decide(booking, Scan(Staff, "A2"), ticket: older).Outcome);
        Assert.Equal(CheckInOutcome.SeatCanceled, Decide(booking, Scan(Staff, "A1")).Outcome);
        Assert.Equal("A2,A3", string.Join(',', Decide(booking, Scan(Staff)).Seats));
        Assert.Equal(CheckInOutcome.SeatUnknown, Decide(booking, Scan(Staff, "B9")).Outcome);
    }

    [Theory]
    [InlineData(BookingStatus.Pending, CheckInOutcome.NotConfirmed)]
    [InlineData(BookingStatus.Paying, CheckInOutcome.NotConfirmed)]
    [InlineData(BookingStatus.Expired, CheckInOutcome.NotConfirmed)]
    [InlineData(BookingStatus.Failed, CheckInOutcome.NotConfirmed)]
    [InlineData(BookingStatus.Canceling, CheckInOutcome.Canceled)]
    [InlineData(BookingStatus.Canceled, CheckInOutcome.Canceled)]
    public void A_booking_that_is_not_confirmed_lets_nobody_in_whoever_asks(BookingStatus status, CheckInOutcome expected)
    {
        Assert.Equal(expected, Decide(Booked with { Status = status }, Scan(Staff)).Outcome);
        Assert.Equal(expected, Decide(Booked with { Status = status }, Scan(Admin)).Outcome);
    }

    [Fact]
    public void A_canceled_show_lets_nobody_in() => Assert.Equal(CheckInOutcome.Canceled, Decide(Booked, Scan(Admin), show: Show(ShowStatus.Canceled)).Outcome);

    [Fact]
    public void Staff_let_in_at_their_theaters_alone_and_at_the_show_that_the_door_is_for()
    {
        Assert.Equal(CheckInOutcome.OtherTheater, Decide(Booked, Scan(new DoorPass(Everywhere: false, [Ids.Derive<TheaterId>("other")]))).Outcome);
        Assert.Equal(CheckInOutcome.OtherTheater, Decide(Booked, Scan(new DoorPass(Everywhere: false, default))).Outcome);
        Assert.Equal(CheckInOutcome.OtherShow, Decide(Booked, Scan(Admin) with { Show = Ids.Derive<ShowId>("other") }).Outcome);
        Assert.Equal(CheckInOutcome.CheckedIn, Decide(Booked, Scan(Staff) with { Show = ShowId }).Outcome);
    }

    [Theory]
    [InlineData((-4 * 60) - 1, CheckInOutcome.TooEarly)]
    [InlineData(-4 * 60, CheckInOutcome.CheckedIn)]
    [InlineData(119, CheckInOutcome.CheckedIn)]
    [InlineData(121, CheckInOutcome.ShowEnded)]
    public void Staff_let_in_on_the_evening_of_the_show_alone_and_admins_whenever_they_like(int minutes, CheckInOutcome expected)
    {
        Assert.Equal(expected, Decide(Booked, Scan(Staff), Start.AddMinutes(minutes)).Outcome);
        Assert.Equal(CheckInOutcome.CheckedIn, Decide(Booked, Scan(Admin), Start.AddMinutes(minutes)).Outcome);
    }

    [Fact]
    public void Nobody_gives_a_seat_back_that_somebody_sits_on_unless_the_show_is_canceled()
    {
        var (booking, terms) = (In(Booked, "A1"), new RefundTerms(100, WithFee: false, RefundCause.Customer));
        Assert.Equal((CancelOutcome.CheckedIn, "A1"), (RefundRules.Decide(booking, terms, []).Outcome, string.Join(',', RefundRules.Decide(booking, terms, []).Seats)));
        Assert.Equal(CancelOutcome.CheckedIn, RefundRules.Decide(booking, terms with { Cause = RefundCause.ShowRescheduled }, ["A1", "A2"]).Outcome);
        Assert.Equal(CancelOutcome.Canceled, RefundRules.Decide(booking, terms, ["A2", "A3"]).Outcome);
        Assert.Equal(CancelOutcome.Canceled, RefundRules.Decide(booking, terms with { Cause = RefundCause.ShowCanceled }, []).Outcome);
    }

    [Fact]
    public void A_step_that_would_let_a_seat_in_twice_or_one_that_is_gone_is_a_bug_and_throws()
    {
        Assert.Throws<InvalidOperationException>(() => In(In(Booked, "A1"), "A1"));
        Assert.Throws<InvalidOperationException>(() => In(Canceled(Booked, "A1"), "A1"));
        Assert.Throws<InvalidOperationException>(() => In(Booked with { Status = BookingStatus.Canceling }, "A1"));
        Assert.Equal(4, In(Booked, "A1").Version);
    }

    [Fact]
    public void A_device_that_goes_on_and_on_fills_no_disk()
    {
        var booking = Booked;
        for (var i = 0; i < 100; i++)
            booking = BookingSteps.KeepConflict(booking, new CheckInState(Ids.Derive<CheckInId>($"{i}"), ["A1"], Start, Start, By, null, CheckInOutcome.AlreadyCheckedIn, default));
        Assert.Equal(20, BookingSteps.ScansOf(booking).Length);
        Assert.Empty(BookingSteps.SeatsInside(booking));
    }
}
