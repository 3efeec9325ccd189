using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Tests.Theaters;
using Xunit;

namespace Marquee.Tests.Cluster;

/// <summary>A payment that nobody ever ends. A cluster of its own, for it is restarted before the clock is set forward.</summary>
[Collection("postgres")]
public sealed class AbandonedPaymentTests(BookingCluster cluster) : IClassFixture<BookingCluster>
{
    private readonly UserId _customer = cluster.NewId<UserId>();

    [Fact]
    public async Task Abandoned_and_no_webhook_ever_comes_the_seats_come_back_across_a_restart()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var silent = new PaymentInstrument(PaymentMethod.Upi, null, new UpiInstrument(UpiFlow.Collect, "silent@sandbox"));
        var asked = await cluster.Booking(booking).Pay(new PayBooking(_customer, cluster.NewId<PaymentId>(), silent, Catalog.Fingerprint("silent")));
        Assert.Equal(PaymentStatus.RequiresAction, asked.Payment!.Status);

        await cluster.RestartSilosAsync();

        // Until the deadline they are kept, though the hold itself is long over.
        cluster.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal("A1:Held", await cluster.SeatsOf(show));
        cluster.Clock.Advance(TimeSpan.FromMinutes(2));
        await BookingCluster.Eventually(BookingStatus.Expired, async () => (await cluster.Booking(booking).Get(_customer))!.Status, seconds: 60);
        Assert.Equal("", await cluster.SeatsOf(show));
        Assert.Equal("abandoned", (await cluster.Payment(asked.Payment.Id).Get())!.Failure!.Code);
        await cluster.Book(show, cluster.NewId<UserId>(), "A1");
    }
}
