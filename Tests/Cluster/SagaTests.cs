using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Orleans.Core.Internal;
using Orleans.Runtime;
using Xunit;

namespace Marquee.Tests.Cluster;

/// <summary>What becomes of a booking when somebody stops half-way. Each test leaves things as a crash would and touches nothing afterwards.</summary>
[Collection("postgres")]
public sealed class SagaTests(BookingCluster cluster) : IClassFixture<BookingCluster>
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
    public async Task A_repeat_of_a_booking_that_has_ended_holds_no_seats_again()
    {
        var show = await cluster.OpenShow("1-4");
        var id = cluster.NewId<BookingId>();
        var command = BookingCluster.Command(show, _customer, "A1");
        await cluster.Booking(id).Create(command);
        cluster.Clock.Advance(TimeSpan.FromMinutes(5));
        await BookingCluster.Eventually(BookingStatus.Expired, () => StatusOf(id));
        // Another activation holds before it finds out that the booking was made long ago.
        await cluster.Silos.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

        Assert.Equal(CreateBookingOutcome.Replayed, (await cluster.Booking(id).Create(command)).Outcome);

        Assert.Equal("", await cluster.SeatsOf(show));
    }

    [Fact]
    public async Task A_payment_that_was_announced_and_never_started_gives_the_hold_back()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var payment = cluster.NewId<PaymentId>();
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
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var payment = cluster.NewId<PaymentId>();
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
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var payment = cluster.NewId<PaymentId>();
        await cluster.Show(show).BeginPayment(booking, payment, cluster.Clock.GetUtcNow().AddMinutes(10));
        Assert.Equal(PaymentStatus.Succeeded, (await cluster.Payment(payment).Start(Charge(booking))).Payment.Status);
        cluster.Clock.Advance(TimeSpan.FromSeconds(4));
        await BookingCluster.Eventually(BookingStatus.Confirmed, () => StatusOf(booking));
        Assert.Equal("A1:Sold", await cluster.SeatsOf(show));
    }

    [Fact]
    public async Task Seats_sold_before_a_crash_end_as_a_confirmed_booking()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var payment = cluster.NewId<PaymentId>();
        await cluster.Show(show).BeginPayment(booking, payment, cluster.Clock.GetUtcNow().AddMinutes(10));
        await cluster.Payment(payment).Start(Charge(booking));
        await cluster.Show(show).Confirm(new ConfirmSeats(booking, _customer, ["A1"]));
        cluster.Clock.Advance(TimeSpan.FromSeconds(4));
        await BookingCluster.Eventually(BookingStatus.Confirmed, () => StatusOf(booking));
    }

    [Fact]
    public async Task Money_that_comes_after_the_seats_went_to_somebody_else_goes_back_in_full()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var payment = cluster.NewId<PaymentId>();
        await cluster.Payment(payment).Start(Charge(booking));
        cluster.Clock.Advance(TimeSpan.FromMinutes(5));
        var winner = await cluster.Book(show, cluster.NewId<UserId>(), "A1");

        await cluster.Booking(booking).PaymentChanged(payment);

        var paid = (await cluster.Payment(payment).Get())!;
        Assert.Equal((21_180, 0), (paid.Refunded, paid.Refunding));
        Assert.Contains(await StatusOf(booking), new BookingStatus?[] { BookingStatus.Failed, BookingStatus.Expired });
        var claims = await cluster.SeatsOf(show);
        Assert.Equal("A1:Held", claims);
        Assert.Equal(GiveUpOutcome.NotFound, await cluster.Booking(winner).GiveUp(_customer));
    }

    [Fact]
    public async Task Money_that_comes_after_the_hold_ended_takes_the_same_seats_where_they_are_free()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var payment = cluster.NewId<PaymentId>();
        await cluster.Show(show).BeginPayment(booking, payment, cluster.Clock.GetUtcNow().AddMinutes(1));
        await cluster.Payment(payment).Start(Charge(booking));
        cluster.Clock.Advance(TimeSpan.FromMinutes(10));
        await BookingCluster.Eventually(BookingStatus.Confirmed, () => StatusOf(booking));
        Assert.Equal("A1:Sold", await cluster.SeatsOf(show));
    }

    [Fact]
    public async Task Seats_sold_to_a_booking_that_ended_without_knowing_of_it_come_back()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        Assert.Equal(PayingOutcome.Sold, (await cluster.Show(show).Sell(booking, cluster.NewId<PaymentId>(), cluster.Clock.GetUtcNow().AddMinutes(1))).Outcome);
        // As by an activation of the show that knew of the hold alone, and that it was over.
        Assert.True(await cluster.Booking(booking).Resume(new OpenClaim(show, null, Overdue: true, Unsold: true)));
        Assert.Equal(BookingStatus.Expired, await StatusOf(booking));
        await BookingCluster.Eventually("", () => cluster.SeatsOf(show), seconds: 30);
    }

    [Fact]
    public async Task A_booking_that_ended_has_its_show_ask_on_while_a_payment_for_it_is_under_way()
    {
        var (show, booking, payment) = await PayForWhatIsGivenUpAsync();
        Assert.False(await cluster.Booking(booking).Resume(new OpenClaim(show, payment, Overdue: false)));
        Assert.Equal(PaymentStatus.RequiresAction, (await cluster.Payment(payment).Get())!.Status);
        Assert.True(await cluster.Booking(booking).Resume(new OpenClaim(show, payment, Overdue: true)));
        Assert.Equal("abandoned", (await cluster.Payment(payment).Get())!.Failure!.Code);
    }

    [Fact]
    public async Task A_show_that_is_canceled_ends_a_payment_for_a_booking_that_had_ended()
    {
        var (show, booking, payment) = await PayForWhatIsGivenUpAsync();
        Assert.Equal(ShowCanceledProgress.NothingToRefund, (await cluster.Booking(booking).ShowCanceled(new OpenClaim(show, payment, Overdue: true))).Progress);
        Assert.Equal("abandoned", (await cluster.Payment(payment).Get())!.Failure!.Code);
    }

    [Fact]
    public async Task A_second_capture_goes_back_and_the_booking_stays_paid()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var orphan = cluster.NewId<PaymentId>();
        await cluster.Payment(orphan).Start(Charge(booking));
        await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>()));

        await cluster.Booking(booking).PaymentChanged(orphan);
        await cluster.Booking(booking).PaymentChanged(orphan);

        Assert.Equal(21_180, (await cluster.Payment(orphan).Get())!.Refunded);
        Assert.Equal(BookingStatus.Confirmed, await StatusOf(booking));
        Assert.Equal("A1:Sold", await cluster.SeatsOf(show));
    }

    [Fact]
    public async Task A_refund_the_provider_refuses_stays_owed_and_is_never_called_done()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var payment = cluster.NewId<PaymentId>();
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

    /// <summary>A payment that waits for its customer, begun by an activation that did not know that its booking had been given up.</summary>
    private async Task<(ShowId Show, BookingId Booking, PaymentId Payment)> PayForWhatIsGivenUpAsync()
    {
        var show = await cluster.OpenShow("1-4");
        var (booking, payment) = (await cluster.Book(show, _customer, "A1"), cluster.NewId<PaymentId>());
        Assert.Equal(GiveUpOutcome.GivenUp, await cluster.Booking(booking).GiveUp(_customer));
        var silent = new PaymentInstrument(PaymentMethod.Upi, null, new UpiInstrument(UpiFlow.Collect, "silent@sandbox"));
        await cluster.Payment(payment).Start(Charge(booking) with { Instrument = silent });
        return (show, booking, payment);
    }
}
