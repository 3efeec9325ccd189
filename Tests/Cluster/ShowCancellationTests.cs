using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Xunit;

namespace Marquee.Tests.Cluster;

/// <summary>Shows that will not take place.</summary>
[Collection("postgres")]
public sealed class ShowCancellationTests(BookingCluster cluster) : IClassFixture<BookingCluster>
{
    private const int Price = 21_180;
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(30);
    private readonly CancelShow _command = new("The projector is broken.", cluster.NewId<UserId>());

    private async Task<(BookingId Booking, UserId Customer)[]> BuyAsync(ShowId show, int count, string token = "tok_success") => await Task.WhenAll(
        Enumerable.Range(1, count).Select(async seat =>
        {
            var customer = cluster.NewId<UserId>();
            return (await cluster.Buy(show, customer, token, $"A{seat}"), customer);
        }));

    private Task DoneAsync(ShowId show, int seconds = 60) =>
        BookingCluster.Eventually(CancellationStatus.Done, async () => (await cluster.ShowCancellation(show).Get())!.Status, seconds);

    [Fact]
    public async Task It_closes_at_once_and_everybody_gets_all_of_it_back()
    {
        var show = await cluster.OpenShow(Soon, "1-40");
        var bought = await BuyAsync(show, 30);
        var held = cluster.NewId<UserId>();
        var pending = await cluster.Book(show, held, "A31", "A32");

        var started = await cluster.ShowCancellation(show).Start(_command);

        Assert.Equal((CloseShowOutcome.Closed, 31), (started.Outcome, started.Cancellation!.Total));
        Assert.Equal(ShowStatus.Canceled, (await cluster.Show(show).Get())!.Status);
        var late = await cluster.Booking(cluster.NewId<BookingId>()).Create(BookingCluster.Command(show, held, "A40"));
        Assert.Equal((CreateBookingOutcome.Refused, HoldOutcome.NotOnSale), (late.Outcome, late.Refusal));
        Assert.NotEqual(PayBookingOutcome.Answered, (await cluster.Booking(pending).Pay(BookingCluster.Card(held, cluster.NewId<PaymentId>()))).Outcome);

        await DoneAsync(show);
        var view = (await cluster.ShowCancellation(show).Get())!;
        Assert.Equal((31, 31, 0, 0, 0, 30 * Price), (view.Total, view.Done, view.Refunding, view.Waiting, view.Failed, view.Refunded.Amount));
        foreach (var (booking, customer) in bought)
        {
            var canceled = (await cluster.Booking(booking).Get(customer))!;
            Assert.Equal((BookingStatus.Canceled, RefundCause.ShowCanceled, Price), (canceled.Status, canceled.Refunds.Single().Cause, canceled.Payment!.Refunded));
        }

        var expired = (await cluster.Booking(pending).Get(held))!;
        Assert.Equal((BookingStatus.Expired, BookingFailure.ShowCanceled), (expired.Status, expired.Failure));
        Assert.Equal("", await cluster.SeatsOf(show));
        Assert.Equal(view, (await cluster.ShowCancellation(show).Start(_command)).Cancellation);
    }

    [Theory]
    [InlineData("tok_challenge")]
    [InlineData("tok_timeout")]
    [InlineData("tok_success")]
    public async Task A_payment_in_flight_buys_nothing_and_leaves_no_money_behind(string token)
    {
        var show = await cluster.OpenShow(Soon, "1-10");
        var customers = Enumerable.Range(1, 10).Select(seat => (Seat: $"A{seat}", Customer: cluster.NewId<UserId>())).ToArray();
        var bookings = await Task.WhenAll(customers.Select(each => cluster.Book(show, each.Customer, each.Seat)));
        var paying = bookings.Zip(customers, (booking, each) => cluster.Booking(booking).Pay(BookingCluster.Card(each.Customer, cluster.NewId<PaymentId>(), token))).ToArray();
        await Task.WhenAny(paying);
        await cluster.ShowCancellation(show).Start(_command);
        await Task.WhenAll(paying);

        await DoneAsync(show);
        foreach (var (booking, customer) in bookings.Zip(customers, (booking, each) => (booking, each.Customer)))
        {
            var view = (await cluster.Booking(booking).Get(customer))!;
            Assert.Contains(view.Status, new[] { BookingStatus.Canceled, BookingStatus.Failed, BookingStatus.Expired });
            Assert.NotEqual(view.Status == BookingStatus.Canceled ? BookingFailure.ShowCanceled : BookingFailure.None, view.Failure);
            if (view.Payment is { Status: PaymentStatus.Succeeded } paid) Assert.Equal((paid.Amount.Amount, 0), (paid.Refunded, paid.Refunding));
        }

        foreach (var payment in await Task.WhenAll(paying))
        {
            if (payment.Payment is not { } told) continue;
            var end = (await cluster.Payment(told.Id).Settle())!;
            Assert.True(end.Ended);
            Assert.Equal(end.Status == PaymentStatus.Succeeded ? end.Amount.Amount : 0, end.Refunded);
        }

        // Whose payment had begun is forgotten once the show has asked it.
        await BookingCluster.Eventually("", () => cluster.SeatsOf(show));
    }

    [Fact]
    public async Task Money_that_comes_after_the_show_was_closed_goes_back_and_the_booking_says_why()
    {
        var show = await cluster.OpenShow(Soon, "1-4");
        var customer = cluster.NewId<UserId>();
        var booking = await cluster.Book(show, customer, "A1");
        var payment = cluster.NewId<PaymentId>();
        await cluster.Show(show).BeginPayment(booking, payment, cluster.Clock.GetUtcNow().AddMinutes(10));
        await cluster.Payment(payment).Start(new StartPayment(
            new PaymentPurpose(booking), customer, new Money(Price, "INR"), new PaymentInstrument(PaymentMethod.Card, "tok_success"), default));
        await cluster.Show(show).Cancel(_command);

        await cluster.Booking(booking).PaymentChanged(payment);

        var view = (await cluster.Booking(booking).Get(customer))!;
        Assert.Equal((BookingStatus.Failed, BookingFailure.ShowCanceled, RefundStatus.Succeeded), (view.Status, view.Failure, view.Refund!.Status));
        Assert.Equal(Price, view.Payment!.Refunded);
    }

    [Fact]
    public async Task Paused_it_begins_with_no_other_booking_also_after_a_restart_and_resumed_it_ends()
    {
        var show = await cluster.OpenShow(Soon, "1-80");
        var bought = await BuyAsync(show, 80);
        await cluster.ShowCancellation(show).Start(_command);
        var paused = (await cluster.ShowCancellation(show).Pause())!;
        Assert.Equal(CancellationStatus.Paused, paused.Status);
        Assert.True(paused.Waiting > 0, "It was paused too late to be in the middle.");
        Assert.Equal(80, paused.Total);

        foreach (var silo in cluster.Silos.Silos.ToList()) await cluster.Silos.RestartSiloAsync(silo);
        await cluster.Silos.WaitForLivenessToStabilizeAsync();
        await BookingCluster.Remind(cluster.ShowCancellation(show), "cancellation");
        await Task.Delay(500);
        var after = (await cluster.ShowCancellation(show).Get())!;
        Assert.Equal((CancellationStatus.Paused, paused.Waiting), (after.Status, after.Waiting));
        Assert.Equal(HoldOutcome.NotOnSale, (await cluster.Show(show).Hold(new HoldSeats(cluster.NewId<BookingId>(), cluster.NewId<UserId>(), ["A1"], null))).Outcome);

        await cluster.ShowCancellation(show).Resume();
        await DoneAsync(show);
        await EverybodyIsPaidBackOnceAsync(show, bought);
    }

    [Fact]
    public async Task Stopped_in_the_middle_by_the_end_of_its_silos_it_goes_on_by_its_reminder()
    {
        var show = await cluster.OpenShow(Soon, "1-80");
        var bought = await BuyAsync(show, 80);
        await cluster.ShowCancellation(show).Start(_command);
        foreach (var silo in cluster.Silos.Silos.ToList()) await cluster.Silos.KillSiloAsync(silo);
        await cluster.Silos.StartSilosAsync(2);
        await cluster.Silos.WaitForLivenessToStabilizeAsync();
        await AnsweredAsync(show);
        await BookingCluster.Remind(cluster.ShowCancellation(show), "cancellation");
        await DoneAsync(show);
        await EverybodyIsPaidBackOnceAsync(show, bought);
    }

    /// <summary>The new silos may take the dead ones for alive at first, and ask them.</summary>
    private async Task AnsweredAsync(ShowId show)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await cluster.ShowCancellation(show).Get();
                return;
            }
            catch (Exception failure) when (tries < 5 && failure is TimeoutException or Orleans.Runtime.OrleansMessageRejectionException or Orleans.Runtime.SiloUnavailableException)
            {
            }
        }
    }

    [Fact]
    public async Task Refunds_that_are_stuck_are_counted_as_failed_until_an_admin_has_seen_to_them()
    {
        var show = await cluster.OpenShow(Soon, "1-4");
        var bought = await BuyAsync(show, 2);
        var customer = cluster.NewId<UserId>();
        var unlucky = await cluster.Buy(show, customer, "tok_refund_fails", "A4");
        await cluster.ShowCancellation(show).Start(_command);
        await BookingCluster.Eventually((2, 1), async () => await cluster.ShowCancellation(show).Get() is { } view ? (view.Done, view.Refunding) : default);

        var payment = (await cluster.Booking(unlucky).Get(customer))!.Payment!.Id;
        for (var tries = 1; tries < 8; tries++)
        {
            cluster.Clock.Advance(TimeSpan.FromHours(6));
            await BookingCluster.Remind(cluster.Payment(payment), "refunds");
        }

        await BookingCluster.Remind(cluster.ShowCancellation(show), "cancellation");
        await DoneAsync(show);
        Assert.Equal((2, 1), ((await cluster.ShowCancellation(show).Get())!.Done, (await cluster.ShowCancellation(show).Get())!.Failed));
        var refund = (await cluster.Booking(unlucky).Get(customer))!.Refund!;
        Assert.Equal(RefundStatus.Pending, refund.Status);
        await cluster.Payment(payment).SettleRefund(refund.Id, "by cheque", default);
        await cluster.ShowCancellation(show).Resume();
        await BookingCluster.Eventually((CancellationStatus.Done, 3, 0), async () => await cluster.ShowCancellation(show).Get() is { } view ? (view.Status, view.Done, view.Failed) : default);
        await EverybodyIsPaidBackOnceAsync(show, bought);
    }

    private async Task EverybodyIsPaidBackOnceAsync(ShowId show, (BookingId Booking, UserId Customer)[] bought)
    {
        foreach (var (booking, customer) in bought)
        {
            var view = (await cluster.Booking(booking).Get(customer))!;
            Assert.Equal((BookingStatus.Canceled, Price, 0), (view.Status, view.Payment!.Refunded, view.Payment.Refunding));
            Assert.Single(view.Refunds);
        }

        Assert.Equal("", await cluster.SeatsOf(show));
    }
}
