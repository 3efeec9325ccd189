using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Tests.Payments.RazorpayShaped;
using Marquee.Tests.Theaters;
using Xunit;

namespace Marquee.Tests.Cluster;

/// <summary>UPI at a provider where money is set aside and cannot be let go: what is not taken goes back by itself.</summary>
[Collection("postgres")]
public sealed class AuthorizedUpiTests(ProvidersCluster cluster) : IClassFixture<ProvidersCluster>
{
    private const long Price = 21_180;
    private readonly UserId _customer = cluster.NewId<UserId>();

    [Theory]
    [InlineData(UpiFlow.Intent)]
    [InlineData(UpiFlow.Qr)]
    public async Task A_upi_link_that_is_paid_confirms_the_booking(UpiFlow flow)
    {
        var (_, booking, payment) = await BookAsync();
        var asked = await cluster.Booking(booking).Pay(Upi(payment, flow));
        Assert.StartsWith("upi://pay?", asked.Payment!.NextAction!.Url, StringComparison.Ordinal);
        // Who repeats the request is told the link again, though the provider tells it once only.
        Assert.Equal(asked.Payment.NextAction, (await cluster.Booking(booking).Pay(Upi(payment, flow))).Payment!.NextAction);
        cluster.Razorpay.Of(payment).Decide(paid: true);
        await UpiWebhookAsync(payment, "payment.authorized");
        Assert.Equal(BookingStatus.Confirmed, await StatusOf(booking));
        Assert.Equal(("captured", Price), UpiBookOf(payment));
    }

    [Fact]
    public async Task A_upi_payment_that_comes_after_its_deadline_is_never_taken()
    {
        var (show, booking, payment) = await BookAsync();
        await cluster.Booking(booking).Pay(Upi(payment, UpiFlow.Qr));
        cluster.Clock.Advance(TimeSpan.FromMinutes(11));
        await BookingCluster.Eventually(BookingStatus.Expired, () => StatusOf(booking));
        var next = await cluster.Book(show, cluster.NewId<UserId>(), "A1");

        cluster.Razorpay.Of(payment).Decide(paid: true);
        await UpiWebhookAsync(payment, "payment.authorized");

        Assert.Equal(("authorized", 0L), UpiBookOf(payment));
        Assert.Equal((BookingStatus.Expired, "A1:Held"), (await StatusOf(booking), await cluster.SeatsOf(show)));
        Assert.Equal(GiveUpOutcome.NotFound, await cluster.Booking(next).GiveUp(_customer));
    }

    [Fact]
    public async Task What_a_provider_does_not_offer_is_refused_before_it_is_asked()
    {
        var (show, booking, payment) = await BookAsync();
        var refused = await cluster.Booking(booking).Pay(Upi(payment, UpiFlow.Collect, "somebody@bank"));
        Assert.Equal("flow-not-offered", refused.Payment!.Failure!.Code);
        Assert.DoesNotContain(cluster.Razorpay.Orders, order => order.Receipt == payment.ToString());
        Assert.Equal("A1:Held", await cluster.SeatsOf(show));
    }

    private async Task<BookingStatus?> StatusOf(BookingId booking) => (await cluster.Booking(booking).Get(_customer))?.Status;

    private PayBooking Upi(PaymentId payment, UpiFlow flow, string? vpa = null) =>
        new(_customer, payment, new PaymentInstrument(PaymentMethod.Upi, null, new UpiInstrument(flow, vpa)), Catalog.Fingerprint($"{flow}"));

    private async Task<(ShowId Show, BookingId Booking, PaymentId Payment)> BookAsync()
    {
        var show = await cluster.OpenShow("1-4");
        return (show, await cluster.Book(show, _customer, "A1"), cluster.NewId<PaymentId>());
    }

    private (string Status, long Captured) UpiBookOf(PaymentId payment) => Assert.Single(cluster.Razorpay.Of(payment).Payments) is var paid ? (paid.Status, paid.Captured) : default;

    private async Task UpiWebhookAsync(PaymentId payment, string type) => Assert.Equal(
        WebhookOutcome.Accepted, await cluster.Webhooks("razorpay").Receive(RazorpayServer.Webhook(cluster.Razorpay.Of(payment), type)));
}
