using Marquee.Bookings;
using Marquee.Bookings.Domain;
using Marquee.Payments;
using Xunit;

namespace Marquee.Tests.Domain.Bookings;

public sealed class BookingStepsTests
{
    private static readonly PaymentId Payment = new(Guid.NewGuid());
    private static readonly RefundView Refund = new(new RefundId(Guid.NewGuid()), new Money(1, "INR"), RefundStatus.Pending);

    [Theory]
    [InlineData(BookingStatus.Confirmed)]
    [InlineData(BookingStatus.Expired)]
    [InlineData(BookingStatus.Failed)]
    [InlineData(BookingStatus.Canceled)]
    public void An_ended_booking_stays_as_it_is(BookingStatus ended)
    {
        var booking = new BookingState { Status = ended };
        Assert.Throws<InvalidOperationException>(() => BookingSteps.Paying(booking, Payment));
        Assert.Throws<InvalidOperationException>(() => BookingSteps.PendingAgain(booking));
        Assert.Throws<InvalidOperationException>(() => BookingSteps.Confirmed(booking, Payment));
        Assert.Throws<InvalidOperationException>(() => BookingSteps.Expired(booking));
        Assert.Throws<InvalidOperationException>(() => BookingSteps.Failed(booking, Payment, Refund));
    }

    [Fact]
    public void Every_change_raises_the_version()
    {
        var booking = new BookingState { Version = 1 };
        var confirmed = BookingSteps.Confirmed(BookingSteps.PendingAgain(BookingSteps.Paying(booking, Payment)), Payment);
        Assert.Equal((BookingStatus.Confirmed, 4, (PaymentId?)Payment), (confirmed.Status, confirmed.Version, confirmed.Payment));
    }
}
