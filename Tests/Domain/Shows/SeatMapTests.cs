using Marquee.Shows;
using Marquee.Shows.Domain;
using Xunit;
using static Marquee.Tests.Domain.Shows.Halls;

namespace Marquee.Tests.Domain.Shows;

public sealed class SeatMapTests
{
    private readonly SeatMap _map = Map(Row("A", "1-4"));

    [Fact]
    public void A_seat_is_free_again_the_instant_its_hold_expires()
    {
        _map.Take("A1");
        Assert.Equal("A2,A3,A4", _map.Free(Later.AddTicks(-1)));
        Assert.Equal("A1,A2,A3,A4", _map.Free(Later));
    }

    [Fact]
    public void Who_pays_keeps_the_seats_whatever_the_clock_says()
    {
        var booking = _map.Take("A1");
        Assert.Equal(PayingOutcome.Paying, _map.BeginPayment(booking, Payment(), Later.AddMinutes(10), Noon).Outcome);
        Assert.Equal("A2,A3,A4", _map.Free(Later.AddDays(1)));
        Assert.Empty(_map.Sweep(Later.AddDays(1)));
    }

    [Fact]
    public void A_hold_past_its_time_cannot_begin_to_pay()
    {
        var booking = _map.Take("A1");
        Assert.Equal(PayingOutcome.HoldExpired, _map.BeginPayment(booking, Payment(), Later.AddMinutes(10), Later).Outcome);
    }

    [Fact]
    public void Beginning_the_same_payment_twice_changes_nothing()
    {
        var booking = _map.Take("A1");
        var payment = Payment();
        _map.BeginPayment(booking, payment, Later.AddMinutes(10), Noon);
        var again = _map.BeginPayment(booking, payment, Later.AddMinutes(99), Noon);
        Assert.Equal((PayingOutcome.Paying, payment), (again.Outcome, again.Payment));
        Assert.Equal(Later.AddMinutes(10), _map.Find(booking)!.PayUntil);
    }

    [Fact]
    public void A_second_payment_is_told_of_the_first()
    {
        var booking = _map.Take("A1");
        var first = Payment();
        _map.BeginPayment(booking, first, Later, Noon);
        var second = _map.BeginPayment(booking, Payment(), Later, Noon);
        Assert.Equal((PayingOutcome.OtherPayment, first), (second.Outcome, second.Payment));
    }

    [Fact]
    public void A_declined_payment_puts_the_hold_back_on_the_clock_it_had()
    {
        var booking = _map.Take("A1");
        var payment = Payment();
        _map.BeginPayment(booking, payment, Later.AddMinutes(10), Noon);
        Assert.Equal(new ResumeResult(ResumeOutcome.Held, Later), _map.ResumeHold(booking, payment, Noon));
        Assert.Equal("A1,A2,A3,A4", _map.Free(Later));
    }

    [Fact]
    public void A_payment_declined_after_the_hold_ended_leaves_nothing_to_go_back_to()
    {
        var booking = _map.Take("A1");
        var payment = Payment();
        _map.BeginPayment(booking, payment, Later.AddMinutes(10), Noon);
        Assert.Equal(ResumeOutcome.Gone, _map.ResumeHold(booking, payment, Later).Outcome);
        Assert.Equal("A1,A2,A3,A4", _map.Free(Later));
    }

    [Fact]
    public void A_late_word_on_an_old_payment_does_not_touch_the_new_one()
    {
        var booking = _map.Take("A1");
        var (old, current) = (Payment(), Payment());
        _map.BeginPayment(booking, old, Later.AddMinutes(10), Noon);
        _map.ResumeHold(booking, old, Noon);
        _map.BeginPayment(booking, current, Later.AddMinutes(10), Noon);
        Assert.Equal(ResumeOutcome.OtherPayment, _map.ResumeHold(booking, old, Noon).Outcome);
        Assert.Equal(ClaimPhase.Paying, _map.Find(booking)!.Phase);
    }

    [Fact]
    public void Confirming_twice_sells_once()
    {
        var booking = _map.Take("A1");
        Assert.Equal(ConfirmOutcome.Sold, _map.Confirm(booking, Customer(), _map.Find("A1"), Noon));
        var version = _map.Version;
        Assert.Equal(ConfirmOutcome.Sold, _map.Confirm(booking, Customer(), _map.Find("A1"), Later.AddDays(1)));
        Assert.Equal(version, _map.Version);
        Assert.Equal(SeatStatus.Sold, _map.StatusOf(0, Later.AddDays(1)));
    }

    [Fact]
    public void Captured_after_the_hold_is_gone_takes_the_same_seats_where_they_are_free()
    {
        var booking = _map.Take("A1");
        _map.Sweep(Later);
        Assert.Equal(ConfirmOutcome.Sold, _map.Confirm(booking, Customer(), _map.Find("A1"), Later));
    }

    [Fact]
    public void Captured_after_somebody_else_took_the_seats_gets_none()
    {
        var late = _map.Take("A1", "A2");
        var winner = Booking();
        _map.Hold(winner, Customer(), _map.Find("A2"), Later, Later.AddMinutes(5));
        Assert.Equal(ConfirmOutcome.Gone, _map.Confirm(late, Customer(), _map.Find("A1", "A2"), Later));
        Assert.Equal(winner, _map.Claims.Single(claim => claim.Keeps(Later)).Booking);
        Assert.Equal("A1,A3,A4", _map.Free(Later));
    }

    [Fact]
    public void Seats_taken_from_an_expired_hold_leave_its_booking_to_be_told()
    {
        var late = _map.Take("A1");
        _map.Hold(Booking(), Customer(), _map.Find("A1"), Later, Later.AddMinutes(5));
        Assert.Equal(ClaimPhase.Lapsed, _map.Find(late)!.Phase);
        Assert.True(_map.Acknowledge(late, Later));
        Assert.Null(_map.Find(late));
    }

    [Fact]
    public void A_hold_given_up_frees_its_seats_now_and_is_remembered_until_its_booking_has_saved_that()
    {
        var booking = _map.Take("A1");
        Assert.True(_map.Release(booking));
        Assert.Equal("A1,A2,A3,A4", _map.Free(Noon));
        Assert.NotNull(_map.Find(booking));
        Assert.True(_map.Acknowledge(booking, Noon));
        Assert.Null(_map.Find(booking));
    }

    [Fact]
    public void Seats_that_are_being_paid_for_or_sold_are_not_given_back()
    {
        var booking = _map.Take("A1");
        _map.BeginPayment(booking, Payment(), Later, Noon);
        Assert.False(_map.Release(booking));
        _map.Confirm(booking, Customer(), _map.Find("A1"), Noon);
        Assert.False(_map.Release(booking));
        Assert.Equal("A2,A3,A4", _map.Free(Noon));
    }

    [Fact]
    public void An_acknowledgement_does_not_end_a_hold_that_runs()
    {
        var booking = _map.Take("A1");
        Assert.False(_map.Acknowledge(booking, Noon));
        Assert.Equal("A2,A3,A4", _map.Free(Noon));
    }

    [Fact]
    public void Who_ended_without_seats_does_not_acknowledge_a_sale_that_it_knows_nothing_of()
    {
        var booking = _map.Take("A1");
        _map.BeginPayment(booking, Payment(), Later, Noon, ahead: true);
        Assert.False(_map.Acknowledge(booking, Noon, bought: false));
        Assert.False(_map.Find(booking)!.Acknowledged);
        Assert.True(_map.Acknowledge(booking, Noon, bought: true));
        Assert.True(_map.Find(booking)!.Acknowledged);
    }

    [Fact]
    public void A_seat_that_somebody_has_is_never_given_away()
    {
        _map.Take("A1");
        Assert.Throws<InvalidOperationException>(() => _map.Hold(Booking(), Customer(), _map.Find("A1"), Noon, Later));
    }

    [Fact]
    public void A_blocked_seat_cannot_be_had_until_it_is_unblocked()
    {
        _map.Block(_map.Find("A2"), Noon);
        Assert.Equal("A1,A3,A4", _map.Free(Noon));
        Assert.Equal(SeatStatus.Blocked, _map.StatusOf(1, Noon));
        _map.Unblock(_map.Find("A2"));
        Assert.Equal("A1,A2,A3,A4", _map.Free(Noon));
    }

    /// <summary>Whatever happens in whatever order: one visible version, one visible map.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_same_version_is_always_the_same_map_and_no_seat_has_two_owners(int seed)
    {
        var random = new Random(seed);
        var map = Map(Row("A", "1-6"), Row("B", "1-6"));
        var seen = new Dictionary<long, string>();
        var bookings = new List<BookingId>();
        var payments = new Dictionary<BookingId, PaymentId>();
        var now = Noon;
        for (var step = 0; step < 3000; step++)
        {
            now += TimeSpan.FromSeconds(random.Next(0, 40));
            Step(random, map, bookings, payments, now);
            var visible = string.Concat(Enumerable.Range(0, map.Plan.Count).Select(seat => (int)map.StatusOf(seat, now)));
            var version = map.Version + map.CountExpired(now);
            if (seen.TryGetValue(version, out var before)) Assert.Equal(before, visible);
            seen[version] = visible;
            Assert.True(version >= seen.Keys.Max(), "a visible version went back");
            var kept = map.Claims.Where(claim => claim.Keeps(now)).SelectMany(claim => claim.Seats).ToList();
            Assert.Equal(kept.Count, kept.Distinct().Count());
            Assert.Equal(map.Plan.Count - kept.Count, map.CountFree(now));
        }
    }

    private static void Step(Random random, SeatMap map, List<BookingId> bookings, Dictionary<BookingId, PaymentId> payments, DateTimeOffset now)
    {
        var booking = bookings.Count > 0 && random.Next(3) > 0 ? bookings[random.Next(bookings.Count)] : Booking();
        var payment = payments.TryGetValue(booking, out var known) ? known : payments[booking] = Payment();
        switch (random.Next(8))
        {
            case 0 or 1:
                var wanted = Enumerable.Range(0, map.Plan.Count).Where(_ => random.Next(5) == 0).ToArray();
                if (wanted.Length == 0 || map.Find(booking) is { } has && has.Keeps(now)) return;
                if (HoldRules.Decide(map, new ShowRules(), Customer(), wanted, now).Outcome != HoldOutcome.Held) return;
                map.Hold(booking, Customer(), wanted, now, now.AddMinutes(5));
                bookings.Add(booking);
                break;
            case 2:
                map.BeginPayment(booking, payment, now.AddMinutes(10), now);
                break;
            case 3:
                map.ResumeHold(booking, payment, now);
                break;
            case 4 when map.Find(booking) is { } claim:
                if (random.Next(4) == 0) map.Confirm(booking, claim.Customer, claim.Seats, now);
                break;
            case 5:
                map.Release(booking);
                break;
            case 6:
                map.Acknowledge(booking, now);
                break;
            default:
                if (random.Next(3) == 0) map.Sweep(now);
                else if (map.Find(booking) is { Phase: ClaimPhase.Sold }) map.Remove(booking);
                break;
        }
    }
}
