using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Orleans.Core.Internal;
using Orleans.Runtime;
using Xunit;

namespace Marquee.Tests.Cluster;

/// <summary>What becomes of a booking when somebody stops half-way. Each test leaves things as a crash would and touches nothing afterwards.</summary>
[Collection("postgres")]
public sealed partial class SagaTests(BookingCluster cluster) : IClassFixture<BookingCluster>
{
    private readonly UserId _customer = cluster.NewId<UserId>();

    private StartPayment Charge(BookingId booking, string token = "tok_success") => new(
        new PaymentPurpose(booking), _customer, new Money(21_180, "INR"), new PaymentInstrument(PaymentMethod.Card, token), default);

    private async Task<BookingStatus?> StatusOf(BookingId booking) => (await cluster.Booking(booking).Get(_customer))?.Status;

    [Fact]
    public async Task A_show_that_is_moved_while_it_asks_a_booking_how_its_payment_went_is_there_at_once()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var paying = cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>(), "tok_timeout"));
        await BookingCluster.Eventually("paying", async () => (await cluster.Show(show).Inspect())!.Claims[0].Phase);
        await BookingCluster.Remind(cluster.Show(show), "open-claims");
        cluster.Clock.Advance(TimeSpan.FromSeconds(4));
        await BookingCluster.Remind(cluster.Show(show), "open-claims");

        await cluster.Show(show).AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        Assert.NotNull(await cluster.Show(show).Get());
        Assert.False(paying.IsCompleted);
        // The booking has the seats confirmed by the show that asked for it.
        Assert.Equal(PaymentStatus.Processing, (await paying).Payment!.Status);
        await BookingCluster.Eventually(BookingStatus.Confirmed, () => StatusOf(booking), seconds: 30);
    }

    [Fact]
    public async Task Seats_held_for_a_booking_that_was_never_saved_come_back()
    {
        var show = await cluster.OpenShow("1-4");
        await cluster.Show(show).Hold(new HoldSeats(cluster.NewId<BookingId>(), _customer, ["A1"], null));
        cluster.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("", await cluster.SeatsOf(show));
        // And the show has forgotten it: it can be withdrawn.
        await BookingCluster.Eventually(true, () => cluster.Show(show).Withdraw());
    }

    [Fact]
    public async Task A_hold_that_nobody_pays_for_expires_and_its_booking_is_told()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        cluster.Clock.Advance(TimeSpan.FromMinutes(5));
        await BookingCluster.Eventually(BookingStatus.Expired, () => StatusOf(booking));
        Assert.Equal("", await cluster.SeatsOf(show));
        Assert.Equal(PayBookingOutcome.HoldExpired, (await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>()))).Outcome);
    }

    [Fact]
    public async Task A_payment_that_was_announced_and_never_started_gives_the_hold_back()
    {
        var (show, booking, payment) = await BookAsync();
        await cluster.Show(show).BeginPayment(booking, payment, cluster.Clock.GetUtcNow().AddMinutes(10));
        cluster.Clock.Advance(TimeSpan.FromSeconds(4));
        await BookingCluster.Eventually(PaymentStatus.Failed, async () => (await cluster.Payment(payment).Get())?.Status);
        // The payment is barred: a request that was still under way takes no money.
        var late = await cluster.Payment(payment).Start(Charge(booking));
        Assert.Equal(PaymentStatus.Failed, late.Payment.Status);
        var paid = await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>()));
        Assert.Equal(PaymentStatus.Succeeded, paid.Payment?.Status);
    }

    [Fact]
    public async Task Seats_sold_for_a_payment_that_never_started_go_back_to_their_hold()
    {
        var (show, booking, payment) = await BookAsync();
        Assert.Equal(PayingOutcome.Sold, (await cluster.Show(show).Sell(booking, payment, cluster.Clock.GetUtcNow().AddMinutes(1))).Outcome);
        cluster.Clock.Advance(TimeSpan.FromSeconds(4));
        await BookingCluster.Eventually("A1:Held", () => cluster.SeatsOf(show));
        cluster.Clock.Advance(TimeSpan.FromMinutes(5));
        await BookingCluster.Eventually(BookingStatus.Expired, () => StatusOf(booking));
        Assert.Equal("", await cluster.SeatsOf(show));
    }

    [Fact]
    public async Task An_empty_wallet_leaves_the_seats_held_and_another_payment_possible()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var wallet = new PayBooking(_customer, cluster.NewId<PaymentId>(), new PaymentInstrument(PaymentMethod.Wallet, null), default);
        Assert.Equal(PaymentStatus.Failed, (await cluster.Booking(booking).Pay(wallet)).Payment?.Status);
        Assert.Equal("A1:Held", await cluster.SeatsOf(show));
        Assert.Equal(BookingStatus.Pending, await StatusOf(booking));

        var paid = await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>()));
        Assert.Equal((PaymentStatus.Succeeded, "A1:Sold"), (paid.Payment?.Status, await cluster.SeatsOf(show)));
    }

    [Fact]
    public async Task Money_taken_before_a_crash_ends_as_a_confirmed_booking()
    {
        var (show, booking, payment) = await BookAsync();
        await cluster.Show(show).BeginPayment(booking, payment, cluster.Clock.GetUtcNow().AddMinutes(10));
        Assert.Equal(PaymentStatus.Succeeded, (await cluster.Payment(payment).Start(Charge(booking))).Payment.Status);
        cluster.Clock.Advance(TimeSpan.FromSeconds(4));
        await BookingCluster.Eventually(BookingStatus.Confirmed, () => StatusOf(booking));
        Assert.Equal("A1:Sold", await cluster.SeatsOf(show));
    }

    [Fact]
    public async Task Seats_sold_before_a_crash_end_as_a_confirmed_booking()
    {
        var (show, booking, payment) = await BookAsync();
        await cluster.Show(show).BeginPayment(booking, payment, cluster.Clock.GetUtcNow().AddMinutes(10));
        await cluster.Payment(payment).Start(Charge(booking));
        await cluster.Show(show).Confirm(new ConfirmSeats(booking, _customer, ["A1"]));
        cluster.Clock.Advance(TimeSpan.FromSeconds(4));
        await BookingCluster.Eventually(BookingStatus.Confirmed, () => StatusOf(booking));
    }

    [Fact]
    public async Task A_refund_the_provider_refuses_stays_owed_and_is_never_called_done()
    {
        var (show, booking, payment) = await BookAsync();
        await cluster.Show(show).BeginPayment(booking, payment, cluster.Clock.GetUtcNow().AddMinutes(10));
        await cluster.Payment(payment).Start(Charge(booking, "tok_refund_fails"));
        // Part of it is going back already, so it buys no seats any more.
        await cluster.Payment(payment).Refund(new RefundPayment(cluster.NewId<RefundId>(), 1, "test"));
        await cluster.Booking(booking).PaymentChanged(payment);

        var view = (await cluster.Booking(booking).Get(_customer))!;
        Assert.Equal(BookingStatus.Failed, view.Status);
        Assert.NotEqual(RefundStatus.Succeeded, view.Refund!.Status);
        Assert.Equal(0, view.Payment!.Refunded);
        Assert.True(view.Payment.Refunding > 0);
    }

    /// <summary>Of one seat, A1, and a payment that may be made for it.</summary>
    private async Task<(ShowId Show, BookingId Booking, PaymentId Payment)> BookAsync()
    {
        var show = await cluster.OpenShow("1-4");
        return (show, await cluster.Book(show, _customer, "A1"), cluster.NewId<PaymentId>());
    }
}
