using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Orleans.Runtime;
using Xunit;

namespace Marquee.Tests.Cluster;

/// <summary>What comes for a booking that has ended, or is paid already: money, seats, or its own request once more.</summary>
public sealed partial class SagaTests
{
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
    public async Task Money_that_comes_after_the_seats_went_to_somebody_else_goes_back_in_full()
    {
        var (show, booking, payment) = await BookAsync();
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
        var (show, booking, payment) = await BookAsync();
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

    /// <summary>A payment that waits for its customer, begun by an activation that did not know that its booking had been given up.</summary>
    private async Task<(ShowId Show, BookingId Booking, PaymentId Payment)> PayForWhatIsGivenUpAsync()
    {
        var (show, booking, payment) = await BookAsync();
        Assert.Equal(GiveUpOutcome.GivenUp, await cluster.Booking(booking).GiveUp(_customer));
        var silent = new PaymentInstrument(PaymentMethod.Upi, null, new UpiInstrument(UpiFlow.Collect, "silent@sandbox"));
        await cluster.Payment(payment).Start(Charge(booking) with { Instrument = silent });
        return (show, booking, payment);
    }
}
