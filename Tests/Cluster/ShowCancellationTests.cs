using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Xunit;

namespace Marquee.Tests.Cluster;

/// <summary>Shows that will not take place.</summary>
[Collection("postgres")]
public sealed class ShowCancellationTests(BookingCluster cluster) : CanceledShow(cluster), IClassFixture<BookingCluster>
{
    [Fact]
    public async Task It_closes_at_once_and_everybody_gets_all_of_it_back()
    {
        var show = await Cluster.OpenShow(Soon, "1-40");
        var bought = await BuyAsync(show, 30);
        var held = Cluster.NewId<UserId>();
        var pending = await Cluster.Book(show, held, "A31", "A32");

        var started = await Cluster.ShowCancellation(show).Start(Command);

        Assert.Equal((CloseShowOutcome.Closed, 31), (started.Outcome, started.Cancellation!.Total));
        Assert.Equal(ShowStatus.Canceled, (await Cluster.Show(show).Get())!.Status);
        var late = await Cluster.Booking(Cluster.NewId<BookingId>()).Create(BookingCluster.Command(show, held, "A40"));
        Assert.Equal((CreateBookingOutcome.Refused, HoldOutcome.NotOnSale), (late.Outcome, late.Refusal));
        Assert.NotEqual(PayBookingOutcome.Answered, (await Cluster.Booking(pending).Pay(BookingCluster.Card(held, Cluster.NewId<PaymentId>()))).Outcome);

        await DoneAsync(show);
        var view = (await Cluster.ShowCancellation(show).Get())!;
        Assert.Equal((31, 31, 0, 0, 0, 30 * Price), (view.Total, view.Done, view.Refunding, view.Waiting, view.Failed, view.Refunded.Amount));
        foreach (var (booking, customer) in bought)
        {
            var canceled = (await Cluster.Booking(booking).Get(customer))!;
            Assert.Equal((BookingStatus.Canceled, RefundCause.ShowCanceled, Price), (canceled.Status, canceled.Refunds.Single().Cause, canceled.Payment!.Refunded));
        }

        var expired = (await Cluster.Booking(pending).Get(held))!;
        Assert.Equal((BookingStatus.Expired, BookingFailure.ShowCanceled), (expired.Status, expired.Failure));
        Assert.Equal("", await Cluster.SeatsOf(show));
        Assert.Equal(view, (await Cluster.ShowCancellation(show).Start(Command)).Cancellation);
    }

    [Theory]
    [InlineData("tok_challenge")]
    [InlineData("tok_timeout")]
    [InlineData("tok_success")]
    public async Task A_payment_in_flight_buys_nothing_and_leaves_no_money_behind(string token)
    {
        var show = await Cluster.OpenShow(Soon, "1-10");
        var customers = Enumerable.Range(1, 10).Select(seat => (Seat: $"A{seat}", Customer: Cluster.NewId<UserId>())).ToArray();
        var bookings = await Task.WhenAll(customers.Select(each => Cluster.Book(show, each.Customer, each.Seat)));
        var paying = bookings.Zip(customers, (booking, each) => Cluster.Booking(booking).Pay(BookingCluster.Card(each.Customer, Cluster.NewId<PaymentId>(), token))).ToArray();
        await Task.WhenAny(paying);
        await Cluster.ShowCancellation(show).Start(Command);
        await Task.WhenAll(paying);

        await DoneAsync(show);
        foreach (var (booking, customer) in bookings.Zip(customers, (booking, each) => (booking, each.Customer)))
        {
            var view = (await Cluster.Booking(booking).Get(customer))!;
            Assert.Contains(view.Status, new[] { BookingStatus.Canceled, BookingStatus.Failed, BookingStatus.Expired });
            Assert.NotEqual(view.Status == BookingStatus.Canceled ? BookingFailure.ShowCanceled : BookingFailure.None, view.Failure);
            if (view.Payment is { Status: PaymentStatus.Succeeded } paid) Assert.Equal((paid.Amount.Amount, 0), (paid.Refunded, paid.Refunding));
        }

        foreach (var payment in await Task.WhenAll(paying))
        {
            if (payment.Payment is not { } told) continue;
            var end = (await Cluster.Payment(told.Id).Settle())!;
            Assert.True(end.Ended);
            Assert.Equal(end.Status == PaymentStatus.Succeeded ? end.Amount.Amount : 0, end.Refunded);
        }

        // Whose payment had begun is forgotten once the show has asked it.
        await BookingCluster.Eventually("", () => Cluster.SeatsOf(show));
    }

    [Fact]
    public async Task Money_that_comes_after_the_show_was_closed_goes_back_and_the_booking_says_why()
    {
        var show = await Cluster.OpenShow(Soon, "1-4");
        var customer = Cluster.NewId<UserId>();
        var booking = await Cluster.Book(show, customer, "A1");
        var payment = Cluster.NewId<PaymentId>();
        await Cluster.Show(show).BeginPayment(booking, payment, Cluster.Clock.GetUtcNow().AddMinutes(10));
        await Cluster.Payment(payment).Start(new StartPayment(
            new PaymentPurpose(booking), customer, new Money(Price, "INR"), new PaymentInstrument(PaymentMethod.Card, "tok_success"), default));
        await Cluster.Show(show).Cancel(Command);

        await Cluster.Booking(booking).PaymentChanged(payment);

        var view = (await Cluster.Booking(booking).Get(customer))!;
        Assert.Equal((BookingStatus.Failed, BookingFailure.ShowCanceled, RefundStatus.Succeeded), (view.Status, view.Failure, view.Refund!.Status));
        Assert.Equal(Price, view.Payment!.Refunded);
    }

    [Fact]
    public async Task Refunds_that_are_stuck_are_counted_as_failed_until_an_admin_has_seen_to_them()
    {
        var show = await Cluster.OpenShow(Soon, "1-4");
        var bought = await BuyAsync(show, 2);
        var customer = Cluster.NewId<UserId>();
        var unlucky = await Cluster.Buy(show, customer, "tok_refund_fails", "A4");
        await Cluster.ShowCancellation(show).Start(Command);
        await BookingCluster.Eventually((2, 1), async () => await Cluster.ShowCancellation(show).Get() is { } view ? (view.Done, view.Refunding) : default);

        var payment = (await Cluster.Booking(unlucky).Get(customer))!.Payment!.Id;
        for (var tries = 1; tries < 8; tries++)
        {
            Cluster.Clock.Advance(TimeSpan.FromHours(6));
            await BookingCluster.Remind(Cluster.Payment(payment), "refunds");
        }

        await BookingCluster.Remind(Cluster.ShowCancellation(show), "cancellation");
        await DoneAsync(show);
        Assert.Equal((2, 1), ((await Cluster.ShowCancellation(show).Get())!.Done, (await Cluster.ShowCancellation(show).Get())!.Failed));
        var refund = (await Cluster.Booking(unlucky).Get(customer))!.Refund!;
        Assert.Equal(RefundStatus.Pending, refund.Status);
        await Cluster.Payment(payment).SettleRefund(refund.Id, "by cheque", default);
        await Cluster.ShowCancellation(show).Resume();
        await BookingCluster.Eventually((CancellationStatus.Done, 3, 0), async () => await Cluster.ShowCancellation(show).Get() is { } view ? (view.Status, view.Done, view.Failed) : default);
        await EverybodyIsPaidBackOnceAsync(show, bought);
    }
}
