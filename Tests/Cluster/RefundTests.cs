using System.Globalization;
using Marquee.Audit;
using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;
using Xunit;

namespace Marquee.Tests.Cluster;

/// <summary>Money on its way back, and what becomes of it when that fails.</summary>
[Collection("postgres")]
public sealed class RefundTests(BookingCluster cluster) : IClassFixture<BookingCluster>
{
    private const int MostTries = 8;
    private static readonly TimeSpan TwoDays = TimeSpan.FromDays(2);
    private readonly UserId _customer = cluster.NewId<UserId>();

    private IRefundQueries Refunds => cluster.Silos.Client.GetGrain<IRefundQueries>(0);

    private async Task<BookingView> ViewOf(BookingId booking) => (await cluster.Booking(booking).Get(_customer))!;

    private async Task<BookingId> CanceledWhoseRefundFails()
    {
        var show = await cluster.OpenShow(TwoDays, "1-4");
        var booking = await cluster.Buy(show, _customer, "tok_refund_fails", "A1", "A2");
        await cluster.Booking(booking).Cancel(cluster.Cancellation(_customer));
        Assert.Equal("", await cluster.SeatsOf(show));
        return booking;
    }

    /// <summary>Sets the clock to one try after the other; the first was made with the cancellation.</summary>
    private async Task TryAsync(PaymentId payment, int times)
    {
        for (var tries = 0; tries < times; tries++)
        {
            cluster.Clock.Advance(TimeSpan.FromHours(6));
            await BookingCluster.Remind(cluster.Payment(payment), "refunds");
        }
    }

    [Fact]
    public async Task A_refund_that_fails_is_owed_until_an_admin_has_paid_it_and_never_called_done_before()
    {
        var booking = await CanceledWhoseRefundFails();
        var payment = (await ViewOf(booking)).Payment!.Id;
        for (var tries = 1; tries <= MostTries; tries++)
        {
            var view = await ViewOf(booking);
            Assert.Equal((BookingStatus.Canceling, RefundStatus.Pending), (view.Status, view.Refund!.Status));
            Assert.Equal((0, 40_000), (view.Payment!.Refunded, view.Payment.Refunding));
            Assert.True(await Refunds.IsOwed(_customer));
            if (tries < MostTries) await TryAsync(payment, 1);
        }

        var refund = (await ViewOf(booking)).Refund!.Id;
        await BookingCluster.Eventually(RefundStatus.Stuck, async () => (await Refunds.Find(refund))?.Status ?? default);
        Assert.Contains((await Refunds.List(RefundStatus.Stuck, 100, null)).Items, item => item.Id == refund && item.Tries == MostTries && item.Booking == booking);

        var settled = await cluster.Payment(payment).SettleRefund(refund, "by bank transfer", cluster.NewId<UserId>());
        Assert.Equal((StuckRefundOutcome.Done, RefundStatus.SettledByHand), (settled.Outcome, settled.Refund!.Status));
        await BookingCluster.Eventually(BookingStatus.Canceled, async () => (await ViewOf(booking)).Status);
        Assert.Equal((40_000, 0), ((await ViewOf(booking)).Payment!.Refunded, (await ViewOf(booking)).Payment!.Refunding));
        Assert.Equal(StuckRefundOutcome.Done, (await cluster.Payment(payment).SettleRefund(refund, "again", default)).Outcome);
        Assert.Equal(StuckRefundOutcome.NotStuck, (await cluster.Payment(payment).RetryRefund(refund)).Outcome);
        await BookingCluster.Eventually(false, () => Refunds.IsOwed(_customer));
        Assert.Equal("by bank transfer", (await Refunds.Find(refund))!.Note);
        var told = (await cluster.Silos.Client.GetGrain<IAuditQueries>(0).Timeline(booking))!.Items;
        Assert.Equal(Enumerable.Range(1, MostTries - 1), told.Where(entry => entry.Kind == "refund-try-failed").Select(entry => int.Parse(entry.Detail.Split("at try ")[1].Split(' ')[0], CultureInfo.InvariantCulture)));
        Assert.Single(told, entry => entry.Kind == "refund-stuck");
    }

    [Fact]
    public async Task Whoever_asks_again_for_a_refund_that_is_due_has_it_tried_and_need_not_wait_for_the_reminder()
    {
        var view = await ViewOf(await CanceledWhoseRefundFails());
        var (payment, again) = (cluster.Payment(view.Payment!.Id), new RefundPayment(view.Refund!.Id, 40_000, "", RefundTo.Source));
        for (var tries = 2; tries <= MostTries; tries++)
        {
            // While it pauses, asking again is no try.
            for (var repeats = 0; repeats < MostTries; repeats++) Assert.Equal(RefundStatus.Pending, (await payment.Refund(again)).Status);
            cluster.Clock.Advance(TimeSpan.FromHours(6));
            Assert.Equal(tries < MostTries ? RefundStatus.Pending : RefundStatus.Stuck, (await payment.Refund(again)).Status);
        }
    }

    [Fact]
    public async Task A_stuck_refund_that_is_tried_anew_is_owed_on_and_stuck_again_after_as_many_tries()
    {
        var booking = await CanceledWhoseRefundFails();
        var (payment, refund) = ((await ViewOf(booking)).Payment!.Id, (await ViewOf(booking)).Refund!.Id);
        Assert.Equal(StuckRefundOutcome.NotStuck, (await cluster.Payment(payment).RetryRefund(refund)).Outcome);
        await TryAsync(payment, MostTries - 1);
        Assert.Equal(RefundStatus.Pending, (await cluster.Payment(payment).RetryRefund(refund)).Refund!.Status);
        await TryAsync(payment, MostTries - 1);
        var view = await ViewOf(booking);
        Assert.Equal((BookingStatus.Canceling, 40_000), (view.Status, view.Payment!.Refunding));
        await BookingCluster.Eventually(RefundStatus.Stuck, async () => (await Refunds.Find(refund))?.Status ?? default);
    }

    [Fact]
    public async Task Partial_refunds_at_once_never_give_back_more_than_was_taken()
    {
        var show = await cluster.OpenShow(TwoDays, "1-4");
        var booking = await cluster.Buy(show, _customer, "tok_success", "A1", "A2");
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => cluster.Booking(booking).Refund(
            new RefundBooking(cluster.NewId<RefundId>(), new Money(10_000, "INR"), "sorry", default))));
        Assert.Equal(4, results.Count(result => result.Outcome == RefundBookingOutcome.Asked));
        Assert.All(results.Where(result => result.Outcome != RefundBookingOutcome.Asked), result => Assert.Equal((RefundBookingOutcome.TooMuch, 2_360), (result.Outcome, result.Left.Amount)));
        var view = await ViewOf(booking);
        Assert.Equal((BookingStatus.Confirmed, 40_000), (view.Status, view.Payment!.Refunded));
        Assert.Equal("A1:Sold A2:Sold", await cluster.SeatsOf(show));

        // And what is left is all that a cancellation gives.
        var canceled = await cluster.Booking(booking).Cancel(cluster.Cancellation(_customer));
        Assert.Equal(2_360, canceled.Booking!.Refund!.Amount.Amount);
        Assert.Equal(42_360, (await ViewOf(booking)).Payment!.Refunded);
        Assert.Equal(RefundBookingOutcome.TooMuch, (await cluster.Booking(booking).Refund(
            new RefundBooking(cluster.NewId<RefundId>(), new Money(1, "INR"), "sorry", default))).Outcome);
    }

    [Fact]
    public async Task Cancellations_and_partial_refunds_at_once_never_give_back_more_than_was_taken()
    {
        var show = await cluster.OpenShow(TwoDays, "1-4");
        var booking = await cluster.Buy(show, _customer, "tok_success", "A1", "A2");
        var refunds = Enumerable.Range(0, 6).Select(_ => (Task)cluster.Booking(booking).Refund(
            new RefundBooking(cluster.NewId<RefundId>(), new Money(9_000, "INR"), "sorry", default)));
        await Task.WhenAll([.. refunds, cluster.Booking(booking).Cancel(cluster.Cancellation(_customer, "A1")), cluster.Booking(booking).Cancel(cluster.Cancellation(_customer, "A2"))]);
        var view = await ViewOf(booking);
        Assert.InRange(view.Payment!.Refunded + view.Payment.Refunding, 40_000, 42_360);
        Assert.Equal(view.Refunds.Sum(refund => refund.Amount.Amount), view.Payment.Refunded);
        Assert.Equal("", await cluster.SeatsOf(show));
    }

    [Fact]
    public async Task A_repeated_partial_refund_is_one()
    {
        var show = await cluster.OpenShow(TwoDays, "1-4");
        var booking = await cluster.Buy(show, _customer, "tok_success", "A1");
        var command = new RefundBooking(cluster.NewId<RefundId>(), new Money(5_000, "INR"), "sorry", default);
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => cluster.Booking(booking).Refund(command)));
        Assert.Single(results, result => result.Outcome == RefundBookingOutcome.Asked);
        Assert.Equal(5_000, (await ViewOf(booking)).Payment!.Refunded);
        Assert.Equal(RefundBookingOutcome.KeyReused, (await cluster.Booking(booking).Refund(command with { Fingerprint = Fingerprint.Of([1]) })).Outcome);
        Assert.Equal(RefundBookingOutcome.OtherCurrency, (await cluster.Booking(booking).Refund(command with { Refund = cluster.NewId<RefundId>(), Amount = new Money(1, "USD") })).Outcome);
    }

    [Fact]
    public async Task A_cancellation_that_a_crash_left_after_its_first_write_is_finished_by_the_reminder()
    {
        var show = await cluster.OpenShow(TwoDays, "1-4");
        var booking = await cluster.Buy(show, _customer, "tok_success", "A1", "A2");
        await LeaveCancelingAsync(booking, "A1");
        Assert.Equal("A1:Sold A2:Sold", await cluster.SeatsOf(show));

        await BookingCluster.Remind(cluster.Booking(booking), "refunds");

        Assert.Equal("A2:Sold", await cluster.SeatsOf(show));
        var view = await ViewOf(booking);
        Assert.Equal((BookingStatus.Confirmed, RefundStatus.Succeeded, 20_000), (view.Status, view.Refund!.Status, view.Payment!.Refunded));
    }

    /// <summary>The booking as it is on disk once a cancellation is saved, and nobody who remembers it.</summary>
    private async Task LeaveCancelingAsync(BookingId booking, string seat)
    {
        var management = cluster.Silos.Client.GetGrain<IManagementGrain>(0);
        await management.ForceActivationCollection(TimeSpan.Zero);
        var storage = cluster.Silos.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>(StorageNames.Hot);
        var (row, id) = (new GrainState<BookingState>(), GrainId.Create("booking", booking.ToString()));
        await storage.ReadStateAsync("booking", id, row);
        row.State = Bookings.Domain.BookingSteps.Cancel(row.State!, new BookingRefundState(
            cluster.NewId<RefundId>(), 20_000, RefundStatus.Pending, [seat], RefundCause.Customer, "test", RefundTo.Source, cluster.Clock.GetUtcNow(), default));
        await storage.WriteStateAsync("booking", id, row);
        await management.ForceActivationCollection(TimeSpan.Zero);
    }
}
