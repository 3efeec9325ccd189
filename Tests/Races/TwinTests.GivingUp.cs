using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Tests.Cluster;
using Marquee.Wallets;
using Xunit;

namespace Marquee.Tests.Races;

/// <summary>One activation gives up or gives back what the other knows better about.</summary>
public sealed partial class TwinTests
{
    [Fact]
    public async Task A_stale_booking_gives_back_no_money_for_seats_that_the_other_has_bought()
    {
        var show = await twins.OpenShowAsync(fenced: true, written: true, "1-2");
        var (customer, booking, payment) = (twins.NewId<UserId>(), twins.NewId<BookingId>(), twins.NewId<PaymentId>());
        await twins.Wallet(customer, 0).Move(Movement(Given));
        await twins.Booking(booking, 0).Create(BookingCluster.Command(show, customer, "A1", "A2"));
        Assert.Equal(BookingStatus.Pending, (await twins.Booking(booking, 1).Get(customer))!.Status);
        await twins.Booking(booking, 0).Pay(BookingCluster.FromWallet(customer, payment));
        var canceled = await twins.Booking(booking, 0).Cancel(new CancelBooking(customer, ["A1"], RefundTo.Source, twins.NewId<RefundId>(), default));
        var back = canceled.Booking!.Refund!.Amount.Amount;

        // It takes the booking for pending, and sees money of which a part is back already.
        await Twins.InsistAsync(() => twins.Booking(booking, 1).PaymentChanged(payment));

        await twins.ForgetAsync();
        var (view, paid) = ((await twins.Booking(booking, 0).Get(customer))!, (await twins.Payment(payment, 0).Get())!);
        Assert.Equal((BookingStatus.Confirmed, back, 0), (view.Status, paid.Refunded, paid.Refunding));
        Assert.InRange(back, 1, paid.Amount.Amount - 1);
    }

    [Fact]
    public async Task A_stale_show_frees_seats_that_it_does_not_know_to_be_sold()
    {
        var show = await twins.OpenShowAsync(fenced: true, written: true, "1-2");
        var booking = twins.NewId<BookingId>();
        await twins.HoldAsync(show, 0, booking, "A1");
        Assert.Equal(nameof(ConfirmOutcome.Sold), await ConfirmAsync(show, 0, booking));

        await Twins.InsistAsync(() => twins.Show(show, 1).Free(booking, ["A1"]));

        await twins.ForgetAsync();
        Assert.Equal(SeatStatus.Free, (await twins.Show(show, 0).Seats())!.Status[0]);
    }

    [Fact]
    public async Task A_stale_show_takes_no_reminder_off_that_the_other_needs()
    {
        var show = await twins.OpenShowAsync(fenced: true, written: true, "1-2");
        await twins.HoldAsync(show, 0, twins.NewId<BookingId>(), "A1");
        Assert.Equal(["open-claims"], await twins.RemindersOfAsync(show.ToString()));

        await Twins.TryAsync(() => BookingCluster.Remind(twins.Show(show, 1), "open-claims"));
        Assert.Equal(["open-claims"], await twins.RemindersOfAsync(show.ToString()));

        // One that knows does.
        twins.Clock.Advance(TimeSpan.FromMinutes(6));
        await BookingCluster.Eventually(0, async () =>
        {
            await Twins.TryAsync(() => BookingCluster.Remind(twins.Show(show, 0), "open-claims"));
            return (await twins.RemindersOfAsync(show.ToString())).Count;
        });
    }

    [Fact]
    public async Task A_stale_wallet_takes_no_reminder_off_that_the_other_needs()
    {
        var (customer, payment) = (twins.NewId<UserId>(), twins.NewId<PaymentId>());
        await twins.Wallet(customer, 1).Get();
        await twins.Wallet(customer, 0).TopUp(new TopUpWallet(payment, new Money(5_000, "INR"), new PaymentInstrument(PaymentMethod.Card, "tok_success"), default));
        Assert.Equal(["top-ups"], await twins.RemindersOfAsync(customer.ToString()));

        await Twins.TryAsync(() => BookingCluster.Remind(twins.Wallet(customer, 1), "top-ups"));

        Assert.Equal(["top-ups"], await twins.RemindersOfAsync(customer.ToString()));
        Assert.Equal(1, (await twins.Wallet(customer, 1).Get()).PendingTopUps);
    }

    [Fact]
    public async Task A_booking_that_is_given_up_before_it_is_saved_is_not_saved_without_its_seats()
    {
        var show = await twins.OpenShowAsync(fenced: true, written: true, "1-2");
        var (customer, booking) = (twins.NewId<UserId>(), twins.NewId<BookingId>());
        var delay = twins.Fence.DelayNext(booking.ToString());
        var creating = Twins.InsistAsync(() => twins.Booking(booking, 1).Create(BookingCluster.Command(show, customer, "A1")));
        await delay.Begun;
        twins.Clock.Advance(TimeSpan.FromMinutes(6));
        // The show asks whoever it finds, and gives the seat to somebody else.
        Assert.True(await twins.Booking(booking, 0).Resume(new OpenClaim(show, null, Overdue: true)));
        Assert.Equal(HoldOutcome.Held, (await Twins.InsistAsync(() => twins.HoldAsync(show, 0, twins.NewId<BookingId>(), "A1"))).Outcome);

        delay.End();

        var made = await creating;
        Assert.Equal((CreateBookingOutcome.Refused, HoldOutcome.SeatsUnavailable), (made.Outcome, made.Refusal));
        await twins.ForgetAsync();
        Assert.Null(await twins.Booking(booking, 0).Get(customer));
    }

    [Fact]
    public async Task It_is_made_where_its_seats_can_be_held_anew()
    {
        var show = await twins.OpenShowAsync(fenced: true, written: true, "1-2");
        var (customer, booking) = (twins.NewId<UserId>(), twins.NewId<BookingId>());
        Assert.True(await twins.Booking(booking, 0).Resume(new OpenClaim(show, null, Overdue: true)));
        Assert.Null(await twins.Booking(booking, 0).Get(customer));
        Assert.Equal(GiveUpOutcome.NotFound, await twins.Booking(booking, 0).GiveUp(customer));

        foreach (var twin in new[] { 1, 0 })
        {
            var made = await Twins.InsistAsync(() => twins.Booking(booking, twin).Create(BookingCluster.Command(show, customer, "A1")));
            Assert.Equal(twin == 1 ? CreateBookingOutcome.Created : CreateBookingOutcome.Replayed, made.Outcome);
        }

        Assert.Equal((BookingStatus.Pending, 1), ((await twins.Booking(booking, 1).Get(customer))!.Status, (await twins.Booking(booking, 1).Get(customer))!.Version));
        Assert.Equal(booking, Assert.Single((await twins.Show(show, 1).Inspect())!.Claims).Booking);
    }
}
