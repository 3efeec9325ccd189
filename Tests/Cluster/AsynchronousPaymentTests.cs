using Marquee.Bookings;
using Marquee.Payments;
using Xunit;

namespace Marquee.Tests.Cluster;

/// <summary>Payments that do not end with the provider's first answer. The clock stays true here: webhooks are signed by it.</summary>
[Collection("postgres")]
public sealed class AsynchronousPaymentTests(BookingCluster cluster) : IClassFixture<BookingCluster>
{
    private readonly UserId _customer = cluster.NewId<UserId>();

    private async Task<BookingStatus?> StatusOf(BookingId booking) => (await cluster.Booking(booking).Get(_customer))?.Status;

    [Fact]
    public async Task A_capture_whose_answer_was_lost_is_found_out_and_confirmed()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var paid = await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>(), "tok_timeout"));
        Assert.Equal(PaymentStatus.Processing, paid.Payment!.Status);
        Assert.Contains("A1:", await cluster.SeatsOf(show));
        await BookingCluster.Eventually(BookingStatus.Confirmed, () => StatusOf(booking));
        Assert.Equal("A1:Sold", await cluster.SeatsOf(show));
    }

    [Fact]
    public async Task A_challenge_confirmed_on_the_banks_page_confirms_the_booking()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var paid = await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>(), "tok_challenge"));
        Assert.Equal(PaymentStatus.RequiresAction, paid.Payment!.Status);
        Assert.Equal(BookingStatus.Paying, await StatusOf(booking));

        await Decide(paid.Payment, "confirm");

        await BookingCluster.Eventually(BookingStatus.Confirmed, () => StatusOf(booking));
    }

    [Fact]
    public async Task A_challenge_declined_on_the_banks_page_gives_the_hold_back()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var paid = await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>(), "tok_challenge"));
        await Decide(paid.Payment!, "decline");
        await BookingCluster.Eventually(BookingStatus.Pending, () => StatusOf(booking));
        Assert.Equal("A1:Held", await cluster.SeatsOf(show));
    }

    [Fact]
    public async Task Who_leaves_the_banks_page_may_pay_otherwise_and_the_first_payment_takes_nothing()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var first = await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>(), "tok_challenge"));
        var second = await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>()));
        Assert.Equal(PaymentStatus.Succeeded, second.Payment!.Status);
        await Decide(first.Payment!, "confirm");
        Assert.Equal(PaymentStatus.Failed, (await cluster.Payment(first.Payment!.Id).Settle())!.Status);
        Assert.Equal(BookingStatus.Confirmed, await StatusOf(booking));
    }

    [Fact]
    public async Task A_top_up_enters_the_wallet_once_however_often_it_is_heard_of()
    {
        var payment = cluster.NewId<PaymentId>();
        var command = new Marquee.Wallets.TopUpWallet(payment, new Money(5_000, "INR"), new PaymentInstrument(PaymentMethod.Card, "tok_challenge"), default);
        var asked = await cluster.Wallet(_customer).TopUp(command);
        Assert.Equal((PaymentStatus.RequiresAction, 0), (asked.Payment!.Status, asked.Balance.Amount));
        await Decide(asked.Payment, "confirm");
        await BookingCluster.Eventually(5_000, async () => (await cluster.Wallet(_customer).Get()).Balance.Amount);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            Assert.Equal(new PaymentOwner(_customer, null), await cluster.Payment(payment).Hear());
            await cluster.Wallet(_customer).PaymentChanged(payment);
        }));
        var again = await cluster.Wallet(_customer).TopUp(command);
        Assert.Equal((Marquee.Wallets.TopUpOutcome.Replayed, 5_000), (again.Outcome, again.Balance.Amount));
        Assert.Single((await cluster.Wallet(_customer).Get()).Entries);
    }

    [Fact]
    public async Task A_webhook_that_failed_the_first_time_completes_the_booking_when_it_comes_again()
    {
        var booking = await cluster.Book(await cluster.OpenShow("1-4"), _customer, "A1");
        var asked = (await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>(), "tok_challenge"))).Payment!;
        cluster.RefuseWebhooks(asked.Id, 2);
        await Decide(asked, "confirm");
        await BookingCluster.Eventually(BookingStatus.Confirmed, () => StatusOf(booking));
        await BookingCluster.Eventually(true, async () =>
        {
            await using var command = cluster.Database.CreateCommand("SELECT attempts >= 3 AND delivered_at IS NOT NULL FROM sandbox.webhook_deliveries WHERE operation = $1");
            command.Parameters.AddWithValue(asked.Id.ToString());
            return (bool)(await command.ExecuteScalarAsync())!;
        });
    }

    private async Task Decide(PaymentView payment, string decision)
    {
        var page = new Uri(payment.NextAction!.Url);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("decision", decision)]);
        using var answer = await cluster.Sandbox.PostAsync(new Uri(page.PathAndQuery, UriKind.Relative), form);
        Assert.True((int)answer.StatusCode < 500);
    }
}
