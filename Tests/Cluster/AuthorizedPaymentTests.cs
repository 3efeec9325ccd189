using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Tests.Payments.StripeShaped;
using Marquee.Wallets;
using Xunit;

namespace Marquee.Tests.Cluster;

/// <summary>
/// Money that is first set aside and then taken: the seats are sold in between. What clients were told is compared with the books of the
/// provider. One test after the other, for the clock and the losses of the servers are everybody's.
/// </summary>
[Collection("postgres")]
public sealed class AuthorizedPaymentTests(ProvidersCluster cluster) : IClassFixture<ProvidersCluster>, IDisposable
{
    private const long Price = 21_180;
    private const string Visa = "pm_card_visa";
    private const string Challenge = "pm_card_authenticationRequired";
    private readonly UserId _customer = cluster.NewId<UserId>();

    private Task<BookingStatus?> StatusOf(BookingId booking) => StatusOf(booking, _customer);

    private async Task<BookingStatus?> StatusOf(BookingId booking, UserId customer) => (await cluster.Booking(booking).Get(customer))?.Status;

    public void Dispose() => (cluster.Stripe.Loses, cluster.Stripe.Drops, cluster.Stripe.Answers) = (_ => false, _ => false, _ => { });

    [Fact]
    public async Task The_money_is_taken_once_the_seats_are_sold()
    {
        var (show, booking, payment) = await BookAsync();
        var paid = await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, payment, Visa));
        Assert.Equal(PaymentStatus.Succeeded, paid.Payment!.Status);
        Assert.Equal(BookingStatus.Confirmed, await StatusOf(booking));
        Assert.Equal("A1:Sold", await cluster.SeatsOf(show));
        Assert.Equal(("succeeded", Price), BookOf(payment));
    }

    [Fact]
    public async Task Money_set_aside_for_seats_that_are_gone_is_let_go_and_nothing_is_refunded()
    {
        var (show, booking, payment) = await BookAsync();
        Assert.Equal(PaymentStatus.Authorized, (await StartAsync(booking, payment, Visa)).Status);
        cluster.Clock.Advance(TimeSpan.FromMinutes(5));
        var winner = cluster.NewId<UserId>();
        var other = await cluster.Book(show, winner, "A1");
        var won = cluster.NewId<PaymentId>();
        await cluster.Booking(other).Pay(BookingCluster.Card(winner, won, Visa));

        await WebhookAsync(payment, "payment_intent.amount_capturable_updated");

        Assert.Equal(("canceled", 0L), BookOf(payment));
        Assert.Empty(cluster.Stripe.Books.RefundsOf(cluster.Stripe.Books.Of(payment)));
        Assert.Equal((BookingStatus.Expired, BookingStatus.Confirmed), (await StatusOf(booking), await StatusOf(other, winner)));
        Assert.Equal(("A1:Sold", ("succeeded", Price)), (await cluster.SeatsOf(show), BookOf(won)));
    }

    [Fact]
    public async Task A_challenge_that_is_confirmed_confirms_the_booking()
    {
        var (_, booking, payment) = await BookAsync();
        var asked = await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, payment, Challenge));
        Assert.Equal((PaymentStatus.RequiresAction, "redirect"), (asked.Payment!.Status, asked.Payment.NextAction!.Kind));
        cluster.Stripe.Books.Of(payment).Decide(confirmed: true);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => WebhookAsync(payment, "payment_intent.amount_capturable_updated")));
        Assert.Equal((BookingStatus.Confirmed, ("succeeded", Price)), (await StatusOf(booking), BookOf(payment)));
    }

    [Fact]
    public async Task A_webhook_that_comes_with_the_answer_to_the_charge_and_the_customer_do_not_wait_for_each_other()
    {
        var (_, booking, payment) = await BookAsync();
        var told = Task.CompletedTask;
        cluster.Stripe.Answers = path => told = path.EndsWith("/confirm", StringComparison.Ordinal) ? WebhookAsync(payment, "payment_intent.amount_capturable_updated") : told;
        var paid = await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, payment, Visa)).WaitAsync(TimeSpan.FromSeconds(10));
        await told.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(PaymentStatus.Succeeded, paid.Payment!.Status);
        Assert.Equal((BookingStatus.Confirmed, ("succeeded", Price)), (await StatusOf(booking), BookOf(payment)));
    }

    [Fact]
    public async Task A_challenge_nobody_answers_is_let_go_at_its_deadline()
    {
        var (show, booking, payment) = await BookAsync();
        await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, payment, Challenge));
        cluster.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal("A1:Held", await cluster.SeatsOf(show));
        cluster.Clock.Advance(TimeSpan.FromMinutes(2));
        await BookingCluster.Eventually(BookingStatus.Expired, () => StatusOf(booking));
        Assert.Equal(("", ("canceled", 0L)), (await cluster.SeatsOf(show), BookOf(payment)));
    }

    [Fact]
    public async Task A_capture_whose_answer_was_lost_is_found_out_and_confirmed()
    {
        var (show, booking, payment) = await BookAsync();
        cluster.Stripe.Loses = path => path.EndsWith("/capture", StringComparison.Ordinal);
        var paid = await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, payment, Visa));
        Assert.Equal(PaymentStatus.Authorized, paid.Payment!.Status);
        Assert.Equal((BookingStatus.Paying, "A1:Sold"), (await StatusOf(booking), await cluster.SeatsOf(show)));
        cluster.Stripe.Loses = _ => false;
        cluster.Clock.Advance(TimeSpan.FromSeconds(4));
        await BookingCluster.Eventually(BookingStatus.Confirmed, () => StatusOf(booking));
        Assert.Equal(("succeeded", Price), BookOf(payment));
    }

    [Fact]
    public async Task A_capture_that_never_arrived_is_made_up_for()
    {
        var (_, booking, payment) = await BookAsync();
        cluster.Stripe.Drops = path => path.EndsWith("/capture", StringComparison.Ordinal);
        await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, payment, Visa));
        Assert.Equal(("requires_capture", 0L), BookOf(payment));
        cluster.Stripe.Drops = _ => false;
        // Long past the deadline: what is sold is taken and not let go.
        cluster.Clock.Advance(TimeSpan.FromMinutes(15));
        await BookingCluster.Eventually(BookingStatus.Confirmed, () => StatusOf(booking));
        Assert.Equal(("succeeded", Price), BookOf(payment));
    }

    [Fact]
    public async Task Seats_whose_money_could_not_be_taken_go_back_to_their_hold_and_can_be_paid_otherwise()
    {
        var (show, booking, payment) = await BookAsync();
        cluster.Stripe.Drops = path => path.EndsWith("/capture", StringComparison.Ordinal);
        await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, payment, Visa));
        Assert.Equal("A1:Sold", await cluster.SeatsOf(show));
        cluster.Stripe.Books.Of(payment).Status = "canceled";
        cluster.Stripe.Drops = _ => false;
        cluster.Clock.Advance(TimeSpan.FromSeconds(4));
        await BookingCluster.Eventually(BookingStatus.Pending, () => StatusOf(booking));
        Assert.Equal("A1:Held", await cluster.SeatsOf(show));

        var second = cluster.NewId<PaymentId>();
        await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, second, Visa));
        Assert.Equal((BookingStatus.Confirmed, ("succeeded", Price)), (await StatusOf(booking), BookOf(second)));
    }

    [Fact]
    public async Task A_provider_that_cannot_be_reached_has_charged_nothing_and_the_hold_stays()
    {
        var (show, booking, payment) = await BookAsync();
        cluster.Stripe.Drops = _ => true;
        var paid = await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, payment, Visa));
        Assert.Equal("provider-unavailable", paid.Payment!.Failure!.Code);
        Assert.Equal((BookingStatus.Pending, "A1:Held"), (await StatusOf(booking), await cluster.SeatsOf(show)));
        cluster.Stripe.Drops = _ => false;
        Assert.Equal(PaymentStatus.Succeeded, (await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>(), Visa))).Payment!.Status);
    }

    [Fact]
    public async Task A_provider_that_succeeds_after_we_called_it_failed_gives_everything_back()
    {
        var (show, booking, first) = await BookAsync();
        await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, first, Challenge));
        var second = cluster.NewId<PaymentId>();
        await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, second, Visa));
        Assert.Equal(PaymentStatus.Failed, (await cluster.Payment(first).Get())!.Status);

        var intent = cluster.Stripe.Books.Of(first);
        (intent.Status, intent.Captured) = ("succeeded", intent.Amount);
        foreach (var _ in Enumerable.Range(0, 3)) await WebhookAsync(first, "payment_intent.succeeded");

        Assert.Equal(Price, Assert.Single(cluster.Stripe.Books.RefundsOf(intent)).Amount);
        var late = (await cluster.Payment(first).Get())!;
        Assert.Equal((PaymentStatus.Succeeded, Price), (late.Status, late.Refunded));
        Assert.Equal((BookingStatus.Confirmed, "A1:Sold"), (await StatusOf(booking), await cluster.SeatsOf(show)));
        Assert.True((await cluster.Payment(second).Get())!.Kept);
    }

    [Fact]
    public async Task Money_for_a_booking_that_ended_that_was_taken_as_it_was_to_be_let_go_goes_back()
    {
        var (_, booking, payment) = await BookAsync();
        Assert.Equal(PaymentStatus.Authorized, (await StartAsync(booking, payment, Visa)).Status);
        await cluster.Booking(booking).GiveUp(_customer);
        var intent = cluster.Stripe.Books.Of(payment);
        cluster.Stripe.Drops = path =>
        {
            if (path.EndsWith("/cancel", StringComparison.Ordinal)) (intent.Status, intent.Captured) = ("succeeded", intent.Amount);
            return false;
        };

        await WebhookAsync(payment, "payment_intent.amount_capturable_updated");

        Assert.Equal((PaymentStatus.Succeeded, Price), ((await cluster.Payment(payment).Get())!.Status, (await cluster.Payment(payment).Get())!.Refunded));
        Assert.Equal(BookingStatus.Expired, await StatusOf(booking));
    }

    [Fact]
    public async Task Who_asks_again_for_money_set_aside_for_a_show_that_was_closed_hears_that_it_is_let_go()
    {
        var (show, booking, payment) = await BookAsync();
        Assert.Equal(PaymentStatus.Authorized, (await StartAsync(booking, payment, Visa)).Status);
        await cluster.Show(show).Cancel(new CancelShow("fire", _customer));

        var answer = await cluster.Booking(booking).Pay(new PayBooking(_customer, payment, new PaymentInstrument(PaymentMethod.Card, Visa), default));

        Assert.Equal((PayBookingOutcome.Replayed, PaymentStatus.Failed), (answer.Outcome, answer.Payment!.Status));
    }

    [Fact]
    public async Task Money_set_aside_for_a_payment_that_had_failed_is_let_go()
    {
        var (_, booking, first) = await BookAsync();
        await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, first, "pm_card_chargeDeclined"));
        cluster.Stripe.Books.Of(first).Status = "requires_capture";
        await WebhookAsync(first, "payment_intent.amount_capturable_updated");
        Assert.Equal((PaymentStatus.Failed, ("canceled", 0L)), ((await cluster.Payment(first).Get())!.Status, BookOf(first)));
    }

    [Fact]
    public async Task A_top_up_is_taken_before_it_enters_the_wallet()
    {
        var payment = cluster.NewId<PaymentId>();
        var filled = await cluster.Wallet(_customer).TopUp(new TopUpWallet(payment, new Money(5_000, "INR"), new PaymentInstrument(PaymentMethod.Card, Visa), default));
        Assert.Equal((PaymentStatus.Succeeded, 5_000), (filled.Payment!.Status, filled.Balance.Amount));
        Assert.Equal(("succeeded", 5_000L), BookOf(payment));
    }

    private async Task<(ShowId Show, BookingId Booking, PaymentId Payment)> BookAsync()
    {
        var show = await cluster.OpenShow("1-4");
        return (show, await cluster.Book(show, _customer, "A1"), cluster.NewId<PaymentId>());
    }

    private async Task<PaymentView> StartAsync(BookingId booking, PaymentId payment, string card) => (await cluster.Payment(payment).Start(new StartPayment(
        new PaymentPurpose(booking), _customer, new Money(Price, "INR"), new PaymentInstrument(PaymentMethod.Card, card), default))).Payment;

    private (string Status, long Captured) BookOf(PaymentId payment) => cluster.Stripe.Books.Of(payment) is var intent ? (intent.Status, intent.Captured) : default;

    private async Task WebhookAsync(PaymentId payment, string type) => Assert.Equal(
        WebhookOutcome.Accepted,
        await cluster.Webhooks("stripe").Receive(StripeServer.Webhook(cluster.Stripe.Books.Of(payment), type, at: cluster.Clock.GetUtcNow())));
}
