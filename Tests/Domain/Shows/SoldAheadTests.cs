using Marquee.Shows;
using Marquee.Shows.Domain;
using Xunit;
using static Marquee.Tests.Domain.Shows.Halls;

namespace Marquee.Tests.Domain.Shows;

/// <summary>Seats that are sold ahead of their money, for a payment that is known at once.</summary>
public sealed class SoldAheadTests
{
    private readonly SeatMap _map = Map(Row("A", "1-4"));

    [Fact]
    public void Seats_sold_for_a_payment_that_is_yet_to_be_made_are_sold_for_it_alone()
    {
        var booking = _map.Take("A1");
        var payment = Payment();
        Assert.Equal(new PayingResult(PayingOutcome.Sold, payment), _map.BeginPayment(booking, payment, Later.AddMinutes(10), Noon, ahead: true));
        Assert.Equal(SeatStatus.Sold, _map.StatusOf(0, Later.AddDays(1)));
        var version = _map.Version;
        Assert.Equal(new PayingResult(PayingOutcome.Sold, payment), _map.BeginPayment(booking, payment, Later.AddMinutes(99), Later.AddDays(1), ahead: true));
        Assert.Equal(new PayingResult(PayingOutcome.OtherPayment, payment), _map.BeginPayment(booking, Payment(), Later, Noon, ahead: true));
        Assert.Equal((version, Later.AddMinutes(10)), (_map.Version, _map.Find(booking)!.PayUntil));
    }

    [Fact]
    public void A_hold_past_its_time_is_not_sold_before_its_money_is_there()
    {
        var booking = _map.Take("A1");
        Assert.Equal(PayingOutcome.HoldExpired, _map.BeginPayment(booking, Payment(), Later.AddMinutes(10), Later, ahead: true).Outcome);
        Assert.Equal("A1,A2,A3,A4", _map.Free(Later));
    }

    [Fact]
    public void Seats_that_wait_for_a_bank_are_not_sold_by_a_repeat_that_would_pay_at_once()
    {
        var booking = _map.Take("A1");
        var payment = Payment();
        _map.BeginPayment(booking, payment, Later.AddMinutes(10), Noon);
        Assert.Equal(new PayingResult(PayingOutcome.Paying, payment), _map.BeginPayment(booking, payment, Later.AddMinutes(10), Noon, ahead: true));
        Assert.Equal(ClaimPhase.Paying, _map.Find(booking)!.Phase);
    }

    [Fact]
    public void A_sale_whose_money_was_not_there_goes_back_to_the_clock_of_its_hold()
    {
        var (booking, other) = (_map.Take("A1"), _map.Take("A2"));
        var payment = Payment();
        _map.BeginPayment(booking, payment, Later.AddMinutes(10), Noon, ahead: true);
        _map.BeginPayment(other, payment, Later.AddMinutes(10), Noon, ahead: true);
        Assert.Equal(new ResumeResult(ResumeOutcome.Held, Later), _map.ResumeHold(booking, payment, Noon, evenSold: true));
        Assert.Equal(ResumeOutcome.Gone, _map.ResumeHold(other, payment, Later, evenSold: true).Outcome);
        Assert.Equal("A1,A2,A3,A4", _map.Free(Later));
    }
}
