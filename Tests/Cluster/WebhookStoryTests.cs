using System.Text;
using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Silo.Payments.Sandbox;
using Marquee.Tests.Payments;
using Orleans.Runtime;
using Xunit;

namespace Marquee.Tests.Cluster;

/// <summary>What went wrong elsewhere when a payment and its webhook did not come as expected. The clock is set forward and never back.</summary>
[Collection("postgres")]
public sealed class WebhookStoryTests(BookingCluster cluster) : IClassFixture<BookingCluster>
{
    private const long Price = 21_180;
    private readonly UserId _customer = cluster.NewId<UserId>();

    private async Task<BookingView> SeeAsync(BookingId booking) => (await cluster.Booking(booking).Get(_customer))!;

    private async Task<BookingStatus?> StatusOf(BookingId booking) => (await SeeAsync(booking)).Status;

    [Fact]
    public async Task Expired_A_bought_by_B_then_the_webhook_of_A_lands_and_B_keeps_the_seat()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var late = await StartAsync(booking, "tok_challenge");
        cluster.Clock.Advance(TimeSpan.FromMinutes(5));
        var buyer = cluster.NewId<UserId>();
        var bought = await cluster.Book(show, buyer, "A1");
        await cluster.Booking(bought).Pay(BookingCluster.Card(buyer, cluster.NewId<PaymentId>()));

        await DecideAsync(late);
        await WebhookAsync(late.Id);

        Assert.Equal(BookingStatus.Confirmed, (await cluster.Booking(bought).Get(buyer))!.Status);
        Assert.Equal("A1:Sold", await cluster.SeatsOf(show));
        await BookingCluster.Eventually(Price, async () => (await cluster.Payment(late.Id).Get())!.Refunded);
        Assert.Contains(await StatusOf(booking), new BookingStatus?[] { BookingStatus.Expired, BookingStatus.Failed });
    }

    [Fact]
    public async Task Redirect_and_webhook_together_make_one_confirmation()
    {
        var booking = await cluster.Book(await cluster.OpenShow("1-4"), _customer, "A1");
        var command = BookingCluster.Card(_customer, cluster.NewId<PaymentId>(), "tok_challenge");
        var asked = (await cluster.Booking(booking).Pay(command)).Payment!;
        await DecideAsync(asked);
        var webhooks = Enumerable.Range(0, 10).Select(_ => WebhookAsync(asked.Id));
        var redirects = Enumerable.Range(0, 10).Select(_ => cluster.Booking(booking).Pay(command));
        await Task.WhenAll(webhooks.Concat<Task>(redirects));

        // Pending, paying, confirmed: each change of a booking raises its version.
        var confirmed = await SeeAsync(booking);
        Assert.Equal((BookingStatus.Confirmed, 3), (confirmed.Status, confirmed.Version));
        Assert.True(confirmed.Payment!.Kept);
    }

    [Fact]
    public async Task Charged_twice_and_one_refunded_the_ticket_stays_valid()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var second = await StartAsync(booking, "tok_challenge");
        var paid = await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>()));
        await DecideAsync(second);
        await WebhookAsync(second.Id);
        await BookingCluster.Eventually(Price, async () => (await cluster.Payment(second.Id).Get())!.Refunded);

        var view = await SeeAsync(booking);
        Assert.Equal((BookingStatus.Confirmed, paid.Payment!.Id, true), (view.Status, view.Payment!.Id, view.Payment.Kept));
        Assert.Equal("A1:Sold", await cluster.SeatsOf(show));
    }

    [Fact]
    public async Task A_card_whose_answer_and_webhook_come_at_the_wrong_times_is_charged_once_and_confirms()
    {
        var booking = await cluster.Book(await cluster.OpenShow("1-4"), _customer, "A1");
        // The webhook comes while the charge is still waiting for its answer, which never does.
        var paid = await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>(), "tok_timeout"));
        Assert.Equal(PaymentStatus.Processing, paid.Payment!.Status);
        await BookingCluster.Eventually(BookingStatus.Confirmed, () => StatusOf(booking));
        Assert.True((await SeeAsync(booking)).Payment!.Kept);
    }

    [Fact]
    public async Task Webhooks_in_any_order_any_number_of_times_and_days_late_change_nothing_that_has_ended()
    {
        var booking = await cluster.Book(await cluster.OpenShow("1-4"), _customer, "A1");
        var paid = (await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>()))).Payment!;
        var before = (await SeeAsync(booking)).Version;
        foreach (var type in new[] { "charge.failed", "charge.captured", "charge.failed" })
            await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => WebhookAsync(paid.Id, type, happened: TimeSpan.FromDays(-4))));
        var after = await SeeAsync(booking);
        Assert.Equal((BookingStatus.Confirmed, before, true), (after.Status, after.Version, after.Payment!.Kept));
    }

    [Fact]
    public async Task A_forged_webhook_or_one_whose_signature_is_old_does_nothing()
    {
        var booking = await cluster.Book(await cluster.OpenShow("1-4"), _customer, "A1");
        var asked = (await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>(), "tok_challenge"))).Payment!;
        var body = Body(asked.Id, "charge.captured", TimeSpan.Zero);
        var now = cluster.Clock.GetUtcNow();
        foreach (var signature in new[] { "", WebhookSignature.Sign(body, now, ["guess"]), WebhookSignature.Sign(body, now.AddMinutes(-6), SandboxHost.Secrets) })
            Assert.Equal(WebhookOutcome.BadSignature, await cluster.Webhooks("sandbox").Receive(new PaymentWebhook(body, signature)));
        // And a genuine one that lies: the provider is asked, and says otherwise.
        await WebhookAsync(asked.Id);
        Assert.Equal(BookingStatus.Paying, await StatusOf(booking));
    }

    [Fact]
    public async Task A_top_up_that_nobody_answers_is_given_up_and_forgotten()
    {
        var payment = cluster.NewId<PaymentId>();
        var link = new PaymentInstrument(PaymentMethod.Upi, null, new UpiInstrument(UpiFlow.Qr, null));
        var command = new Marquee.Wallets.TopUpWallet(payment, new Money(5_000, "INR"), link, default);
        Assert.Equal(PaymentStatus.RequiresAction, (await cluster.Wallet(_customer).TopUp(command)).Payment!.Status);
        cluster.Clock.Advance(TimeSpan.FromMinutes(11));
        await cluster.Wallet(_customer).AsReference<IRemindable>().ReceiveReminder("top-ups", default);
        Assert.Equal("abandoned", (await cluster.Payment(payment).Get())!.Failure!.Code);
        Assert.Equal(0, (await cluster.Wallet(_customer).Get()).Balance.Amount);
    }

    private async Task<PaymentView> StartAsync(BookingId booking, string token) => (await cluster.Payment(cluster.NewId<PaymentId>()).Start(new StartPayment(
        new PaymentPurpose(booking), _customer, new Money(Price, "INR"), new PaymentInstrument(PaymentMethod.Card, token), default))).Payment;

    private async Task DecideAsync(PaymentView payment)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("decision", "confirm")]);
        using var answer = await cluster.Sandbox.PostAsync(new Uri(new Uri(payment.NextAction!.Url).PathAndQuery, UriKind.Relative), form);
        Assert.True((int)answer.StatusCode < 500);
    }

    private static byte[] Body(PaymentId payment, string type, TimeSpan happened) => Encoding.UTF8.GetBytes(
        $$"""{"id":"{{Guid.NewGuid()}}","type":"{{type}}","operation":"{{payment}}","at":"{{DateTimeOffset.UtcNow + happened:O}}"}""");

    private async Task WebhookAsync(PaymentId payment, string type = "charge.captured", TimeSpan happened = default)
    {
        var body = Body(payment, type, happened);
        var signature = WebhookSignature.Sign(body, cluster.Clock.GetUtcNow(), SandboxHost.Secrets);
        Assert.Equal(WebhookOutcome.Accepted, await cluster.Webhooks("sandbox").Receive(new PaymentWebhook(body, signature)));
    }
}
