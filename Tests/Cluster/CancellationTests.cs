using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Xunit;

namespace Marquee.Tests.Cluster;

/// <summary>Customers who give seats back.</summary>
[Collection("postgres")]
public sealed class CancellationTests(BookingCluster cluster) : IClassFixture<BookingCluster>
{
    private static readonly TimeSpan TwoDays = TimeSpan.FromDays(2);
    private static readonly TimeSpan FiveHours = TimeSpan.FromHours(5);

    // 2 x 200.00, 5 % fee, 18 % tax on the fee.
    private const int Paid = 42_360;
    private const int Tickets = 40_000;
    private readonly UserId _customer = cluster.NewId<UserId>();

    private async Task<BookingView> ViewOf(BookingId booking) => (await cluster.Booking(booking).Get(_customer))!;

    private async Task<long> RefundedOf(BookingId booking) => (await ViewOf(booking)).Payment!.Refunded;

    [Fact]
    public async Task A_canceled_booking_frees_its_seats_at_once_and_the_money_goes_back()
    {
        var show = await cluster.OpenShow(TwoDays, "1-4");
        var booking = await cluster.Buy(show, _customer, "tok_success", "A1", "A2");
        var result = await cluster.Booking(booking).Cancel(cluster.Cancellation(_customer));
        Assert.Equal((CancelOutcome.Canceled, BookingStatus.Canceled), (result.Outcome, result.Booking!.Status));
        Assert.Equal((Tickets, RefundStatus.Succeeded), (result.Booking.Refund!.Amount.Amount, result.Booking.Refund.Status));
        Assert.Equal(Tickets, await RefundedOf(booking));
        Assert.Equal("", await cluster.SeatsOf(show));
        await cluster.Buy(show, cluster.NewId<UserId>(), "tok_success", "A1", "A2");
    }

    [Fact]
    public async Task Quote_and_cancellation_agree_to_the_minor_unit_seat_by_seat()
    {
        var show = await cluster.OpenShow(FiveHours, "1-4");
        var booking = await cluster.Buy(show, _customer, "tok_success", "A1", "A2", "A3");
        long sum = 0;
        foreach (var seat in new[] { "A2", "A3", "A1" })
        {
            var quote = (await cluster.Booking(booking).Quote(_customer, [seat]))!;
            var result = await cluster.Booking(booking).Cancel(cluster.Cancellation(_customer, seat));
            Assert.Equal((quote.Refundable, 75), (result.Booking!.Refund!.Amount, quote.Percent));
            Assert.Equal(seat == "A1" ? BookingStatus.Canceled : BookingStatus.Confirmed, result.Booking.Status);
            sum += quote.Refundable.Amount;
        }

        Assert.Equal((45_000, 45_000), (sum, await RefundedOf(booking)));
    }

    [Fact]
    public async Task A_seat_is_given_back_and_the_rest_stays_confirmed()
    {
        var show = await cluster.OpenShow(TwoDays, "1-4");
        var booking = await cluster.Buy(show, _customer, "tok_success", "A1", "A2");
        await cluster.Booking(booking).Cancel(cluster.Cancellation(_customer, "A1"));
        var view = await ViewOf(booking);
        Assert.Equal((BookingStatus.Confirmed, "A2", "A1"), (view.Status, view.Seats.Single().Label, view.Refunds.Single().Seats.Single()));
        Assert.Equal("A2:Sold", await cluster.SeatsOf(show));
    }

    [Fact]
    public async Task Of_many_cancellations_of_the_same_seats_at_once_one_pays_and_the_others_are_told()
    {
        var show = await cluster.OpenShow(TwoDays, "1-4");
        var booking = await cluster.Buy(show, _customer, "tok_success", "A1", "A2");
        var commands = Enumerable.Range(0, 10).Select(number => number % 2 == 0 ? cluster.Cancellation(_customer) : cluster.Cancellation(_customer, "A1", "A2"));
        var results = await Task.WhenAll(commands.Select(command => cluster.Booking(booking).Cancel(command)));
        Assert.Single(results, result => result.Outcome == CancelOutcome.Canceled);
        Assert.Equal(9, results.Count(result => result.Outcome == CancelOutcome.AlreadyCanceled));
        Assert.Equal(Tickets, await RefundedOf(booking));
    }

    [Fact]
    public async Task A_repeat_gets_the_first_answer_and_frees_nothing_that_somebody_bought_since()
    {
        var show = await cluster.OpenShow(TwoDays, "1-4");
        var booking = await cluster.Buy(show, _customer, "tok_success", "A1", "A2");
        var command = cluster.Cancellation(_customer, "A1");
        var first = await cluster.Booking(booking).Cancel(command);
        await cluster.Buy(show, cluster.NewId<UserId>(), "tok_success", "A1");

        var again = await cluster.Booking(booking).Cancel(command);
        await cluster.Show(show).Free(booking, ["A1"]);
        await cluster.Booking(booking).Resume(new OpenClaim(show, null, Overdue: true));

        Assert.Equal((CancelOutcome.Replayed, first.Booking!.Refund), (again.Outcome, again.Booking!.Refund));
        Assert.Equal("A1:Sold A2:Sold", await cluster.SeatsOf(show));
        Assert.Equal(CancelOutcome.KeyReused, (await cluster.Booking(booking).Cancel(command with { Fingerprint = default })).Outcome);
        Assert.Equal(Tickets / 2, await RefundedOf(booking));
    }

    [Fact]
    public async Task A_cancellation_beside_the_payment_comes_before_it_and_is_refused_or_after_it_and_pays_back()
    {
        var show = await cluster.OpenShow(TwoDays, "1-20");
        for (var seat = 1; seat <= 20; seat++)
        {
            var customer = cluster.NewId<UserId>();
            var booking = await cluster.Book(show, customer, $"A{seat}");
            var paying = cluster.Booking(booking).Pay(BookingCluster.Card(customer, cluster.NewId<PaymentId>()));
            var canceling = cluster.Booking(booking).Cancel(cluster.Cancellation(customer));
            await Task.WhenAll(paying, canceling);

            var (view, map) = ((await cluster.Booking(booking).Get(customer))!, await cluster.SeatsOf(show));
            var canceled = (await canceling).Outcome == CancelOutcome.Canceled;
            Assert.Equal(canceled ? BookingStatus.Canceled : BookingStatus.Confirmed, view.Status);
            Assert.Equal(canceled ? 20_000 : 0, view.Payment!.Refunded);
            Assert.Equal(!canceled, map.Split(' ').Contains($"A{seat}:Sold"));
        }
    }

    [Fact]
    public async Task Too_late_is_too_late_and_changes_nothing()
    {
        var show = await cluster.OpenShow(TimeSpan.FromMinutes(10), "1-4");
        var booking = await cluster.Buy(show, _customer, "tok_success", "A1", "A2");
        var quote = (await cluster.Booking(booking).Quote(_customer, []))!;
        Assert.Equal((CancelOutcome.TooLate, 0, Paid), (quote.Outcome, quote.Refundable.Amount, quote.Withheld.Amount));
        Assert.Equal(CancelOutcome.TooLate, (await cluster.Booking(booking).Cancel(cluster.Cancellation(_customer))).Outcome);
        Assert.Equal("A1:Sold A2:Sold", await cluster.SeatsOf(show));
        Assert.Equal(0, await RefundedOf(booking));
    }

    [Fact]
    public async Task Money_goes_into_the_wallet_where_the_customer_wants_it()
    {
        var show = await cluster.OpenShow(TwoDays, "1-4");
        var booking = await cluster.Buy(show, _customer, "tok_success", "A1", "A2");
        await cluster.Booking(booking).Cancel(cluster.Cancellation(_customer) with { To = RefundTo.Wallet });
        Assert.Equal(Tickets, (await cluster.Wallet(_customer).Get()).Balance.Amount);
        Assert.Equal(Tickets, await RefundedOf(booking));
        await BookingCluster.Eventually(-(Paid - Tickets), () => BalanceAsync("sales"));
        Assert.Equal(Paid, await BalanceAsync("provider:clearing"));

        async Task<int> BalanceAsync(string account)
        {
            await using var command = cluster.Database.CreateCommand(
                "SELECT coalesce(sum(amount), 0)::int FROM ledger WHERE account = $1 AND (reference = $2 OR reference = $3)");
            foreach (var text in new[] { account, booking.ToString(), (await ViewOf(booking)).Payment!.Id.ToString() }) command.Parameters.AddWithValue(text);
            return (int)(await command.ExecuteScalarAsync())!;
        }
    }

    [Fact]
    public async Task A_moved_show_keeps_its_seats_and_lets_those_who_booked_the_old_time_out_in_full()
    {
        var show = await cluster.OpenShow(FiveHours, "1-4");
        var booking = await cluster.Buy(show, _customer, "tok_success", "A1", "A2");
        var start = cluster.Clock.GetUtcNow().AddMinutes(15);
        Assert.True(await cluster.Show(show).Reschedule(start, start.AddHours(2)));
        var later = cluster.NewId<UserId>();
        var other = await cluster.Buy(show, later, "tok_success", "A3");
        Assert.Equal("A1:Sold A2:Sold A3:Sold", await cluster.SeatsOf(show));

        Assert.Equal(CancelOutcome.TooLate, (await cluster.Booking(other).Cancel(cluster.Cancellation(later))).Outcome);
        var result = await cluster.Booking(booking).Cancel(cluster.Cancellation(_customer));
        Assert.Equal((Paid, RefundCause.ShowRescheduled), (result.Booking!.Refund!.Amount.Amount, result.Booking.Refunds.Single().Cause));
    }

    [Fact]
    public async Task Another_customers_booking_is_not_there()
    {
        var show = await cluster.OpenShow(TwoDays, "1-4");
        var booking = await cluster.Buy(show, _customer, "tok_success", "A1");
        var stranger = cluster.NewId<UserId>();
        Assert.Null(await cluster.Booking(booking).Quote(stranger, []));
        Assert.Equal(CancelOutcome.NotFound, (await cluster.Booking(booking).Cancel(cluster.Cancellation(stranger))).Outcome);
        Assert.Equal("A1:Sold", await cluster.SeatsOf(show));
    }
}
