using System.Collections.Immutable;
using Marquee.Bookings;
using Marquee.Bookings.Domain;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Theaters;
using Xunit;

namespace Marquee.Tests.Domain.Bookings;

public sealed class RefundRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 20, 0, 0, TimeSpan.Zero);
    private static readonly RefundTerms Full = new(100, WithFee: false, RefundCause.Customer);
    private static readonly RefundTerms WithFee = new(100, WithFee: true, RefundCause.ShowCanceled);

    private static BookingState Booked(params long[] prices) => new()
    {
        Status = BookingStatus.Confirmed,
        Seats = [.. prices.Select((price, index) => new HeldSeat($"A{index + 1}", SeatCategory.Silver, price))],
        Price = new BookingPrice("INR", prices.Sum(), 2_000, 360, 0),
    };

    [Theory]
    [InlineData(24 * 60 * 60, 100)]
    [InlineData((24 * 60 * 60) - 1, 75)]
    [InlineData(2 * 60 * 60, 75)]
    [InlineData((2 * 60 * 60) - 1, 50)]
    [InlineData(20 * 60, 50)]
    [InlineData((20 * 60) - 1, 0)]
    [InlineData(-60, 0)]
    public void The_usual_policy_gives_less_the_nearer_the_show_is(int secondsBefore, int percent) =>
        Assert.Equal(percent, RefundRules.PercentAt(RefundPolicy.Default, Start, Start.AddSeconds(-secondsBefore)));

    [Fact]
    public void A_policy_without_steps_never_gives_anything() =>
        Assert.Equal(0, RefundRules.PercentAt(new RefundPolicy([]), Start, Start.AddYears(-1)));

    [Fact]
    public void All_goes_back_with_the_fee_where_the_show_is_canceled_or_is_at_another_time_than_was_booked()
    {
        var late = Start.AddMinutes(-1);
        Assert.Equal(WithFee, RefundRules.TermsOf(RefundPolicy.Default, ShowStatus.Canceled, Start, Start, late));
        Assert.Equal(WithFee with { Cause = RefundCause.ShowRescheduled }, RefundRules.TermsOf(RefundPolicy.Default, ShowStatus.Scheduled, Start, Start.AddHours(-2), late));
        Assert.Equal(new RefundTerms(0, false, RefundCause.Customer), RefundRules.TermsOf(RefundPolicy.Default, ShowStatus.Scheduled, Start, Start, late));
        // Once it has begun nobody gets out of it any more.
        Assert.Equal(0, RefundRules.TermsOf(RefundPolicy.Default, ShowStatus.Started, Start, Start.AddHours(-2), Start).Percent);
    }

    [Fact]
    public void What_goes_back_and_what_does_not_add_up_to_what_was_paid()
    {
        var decision = RefundRules.Decide(Booked(20_000, 20_000), new RefundTerms(75, false, RefundCause.Customer), []);
        Assert.Equal((CancelOutcome.Canceled, 30_000, 12_360), (decision.Outcome, decision.Amount, decision.Withheld));
        Assert.Equal(["A1", "A2"], decision.Seats.AsEnumerable());
    }

    [Fact]
    public void A_fee_that_goes_back_goes_back_to_the_last_minor_unit()
    {
        var booking = Booked(333, 333, 334);
        var sum = new[] { "A2", "A1", "A3" }.Sum(seat => RefundRules.Decide(booking, WithFee, [seat]).Amount);
        Assert.Equal(booking.Price!.Total.Amount, sum);
        Assert.Equal(booking.Price.Total.Amount, RefundRules.Decide(booking, WithFee, []).Amount);
    }

    [Fact]
    public void What_the_house_gave_back_before_is_not_given_back_twice()
    {
        var refund = new BookingRefundState(new RefundId(Guid.NewGuid()), 41_000, RefundStatus.Stuck, [], RefundCause.House, "sorry", RefundTo.Source, Start, default);
        var booking = BookingSteps.Refund(Booked(20_000, 20_000), refund);
        Assert.Equal(1_360, RefundRules.Decide(booking, WithFee, []).Amount);
    }

    [Theory]
    [InlineData(BookingStatus.Pending, CancelOutcome.NotConfirmed)]
    [InlineData(BookingStatus.Expired, CancelOutcome.NotConfirmed)]
    [InlineData(BookingStatus.Failed, CancelOutcome.NotConfirmed)]
    [InlineData(BookingStatus.Canceling, CancelOutcome.AlreadyCanceled)]
    [InlineData(BookingStatus.Canceled, CancelOutcome.AlreadyCanceled)]
    public void Only_a_confirmed_booking_gives_seats_back(BookingStatus status, CancelOutcome why) =>
        Assert.Equal(why, RefundRules.Decide(Booked(100) with { Status = status }, Full, []).Outcome);

    [Fact]
    public void A_seat_that_the_booking_never_had_or_gave_back_before_is_named()
    {
        var booking = Booked(100, 100);
        Assert.Equal((CancelOutcome.SeatUnknown, "B7"), (RefundRules.Decide(booking, Full, ["A1", "B7"]).Outcome, RefundRules.Decide(booking, Full, ["A1", "B7"]).Seats.Single()));
        var one = BookingSteps.Cancel(booking, Cancellation(100, "A1"));
        var again = RefundRules.Decide(one, Full, ["A1", "A2"]);
        Assert.Equal((CancelOutcome.AlreadyCanceled, "A1"), (again.Outcome, again.Seats.Single()));
        Assert.Equal(["A2"], RefundRules.Decide(one, Full, []).Seats.AsEnumerable());
    }

    /// <summary>Whichever seats are given back first, and with which others: the parts are those of the whole.</summary>
    [Fact]
    public void The_parts_of_single_seats_add_up_to_the_part_of_all()
    {
        var random = new Random(20_261_124);
        for (var round = 0; round < 3_000; round++)
        {
            var prices = Enumerable.Range(0, random.Next(1, 11)).Select(_ => random.Next(4) == 0 ? 0 : random.NextInt64(1, 100_000)).ToArray();
            var discount = random.Next(3) == 0 ? random.NextInt64(0, prices.Sum() + 2_361) : 0;
            var booking = Booked(prices) with { Price = new BookingPrice("INR", prices.Sum(), 2_000, 360, discount) };
            var (percent, fee) = (random.Next(1, 101), random.Next(2) == 0);
            var labels = booking.Seats.Select(seat => seat.Label).ToArray();
            random.Shuffle(labels);
            var cut = random.Next(0, labels.Length + 1);

            var whole = RefundShares.Of(booking, [.. labels], percent, fee);
            var parts = RefundShares.Of(booking, [.. labels[..cut]], percent, fee) + RefundShares.Of(booking, [.. labels[cut..]], percent, fee);
            var singles = labels.Select(label => RefundShares.Of(booking, [label], percent, fee)).ToArray();

            Assert.Equal(whole, parts);
            Assert.Equal(whole, singles.Sum());
            Assert.All(singles, part => Assert.True(part >= 0));
            Assert.InRange(whole, 0, booking.Price!.Total.Amount);
            if (percent == 100 && fee) Assert.Equal(booking.Price.Total.Amount, whole);
        }
    }

    private static BookingRefundState Cancellation(long amount, params ImmutableArray<string> seats) => new(
        new RefundId(Guid.NewGuid()), amount, RefundStatus.Pending, seats, RefundCause.Customer, "", RefundTo.Source, Start, default);
}
