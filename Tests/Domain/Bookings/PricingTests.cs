using Marquee.Bookings.Domain;
using Marquee.Shows;
using Marquee.Theaters;
using Xunit;

namespace Marquee.Tests.Domain.Bookings;

public sealed class PricingTests
{
    [Theory]
    [InlineData(new long[] { 25_000, 25_000 }, 2_500, 450)]
    [InlineData(new long[] { 10 }, 1, 0)] // 0.5 of a paisa rounds away from zero
    [InlineData(new long[] { 9 }, 0, 0)]
    [InlineData(new long[] { 33, 33, 34 }, 5, 1)] // once for the booking, not once a seat
    [InlineData(new long[] { }, 0, 0)]
    public void Fee_and_tax_are_rounded_once_for_the_booking_half_away_from_zero(long[] seats, long fee, long tax)
    {
        var price = Pricing.Of(seats.Select(amount => new HeldSeat("A1", SeatCategory.Gold, amount)), "INR", feeBasisPoints: 500, taxBasisPoints: 1_800);
        Assert.Equal((seats.Sum(), fee, tax, 0), (price.Tickets, price.Fee, price.Tax, price.Discount));
        Assert.Equal(new Money(seats.Sum() + fee + tax, "INR"), price.Total);
    }

    [Fact]
    public void A_price_that_does_not_fit_is_never_wrapped_around() =>
        Assert.Throws<OverflowException>(() => Pricing.Of([new("A1", default, long.MaxValue), new("A2", default, 1)], "INR", 500, 1_800));
}
