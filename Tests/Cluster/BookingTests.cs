using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Tests.Postgres;
using Xunit;

namespace Marquee.Tests.Cluster;

[Collection("postgres")]
public class BookingTests(BookingCluster cluster) : IClassFixture<BookingCluster>
{
    private readonly UserId _customer = cluster.NewId<UserId>();

    [Fact]
    public async Task A_booking_paid_from_the_wallet_is_confirmed_and_its_seats_are_sold()
    {
        await cluster.Give(_customer, 100_000);
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1", "A2");
        Assert.Equal("A1:Held A2:Held", await cluster.SeatsOf(show));

        var paid = await cluster.Booking(booking).Pay(BookingCluster.FromWallet(_customer, cluster.NewId<PaymentId>()));

        Assert.Equal((PayBookingOutcome.Answered, PaymentStatus.Succeeded), (paid.Outcome, paid.Payment!.Status));
        var view = (await cluster.Booking(booking).Get(_customer))!;
        Assert.Equal((BookingStatus.Confirmed, 2), (view.Status, view.Version));
        // 2 x 200.00, 5 % fee, 18 % tax on the fee.
        Assert.Equal(new Money(42_360, "INR"), view.Price.Total);
        Assert.Equal("A1:Sold A2:Sold", await cluster.SeatsOf(show));
        var wallet = await cluster.Wallet(_customer).Get();
        Assert.Equal(100_000 - 42_360, wallet.Balance.Amount);
        Assert.Equal("sales", wallet.Entries[0].Counter);
    }

    [Fact]
    public async Task A_repeat_gets_the_first_answer_even_after_the_booking_has_moved_on()
    {
        var show = await cluster.OpenShow("1-4");
        var id = cluster.NewId<BookingId>();
        var command = BookingCluster.Command(show, _customer, "A1");
        var first = await cluster.Booking(id).Create(command);
        await cluster.Booking(id).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>()));

        var again = await cluster.Booking(id).Create(command);

        Assert.Equal(CreateBookingOutcome.Replayed, again.Outcome);
        Assert.Equal((BookingStatus.Pending, 1, first.Booking!.HoldExpiresAt), (again.Booking!.Status, again.Booking.Version, again.Booking.HoldExpiresAt));
        Assert.Equal("A1:Sold", await cluster.SeatsOf(show));
        var other = await cluster.Booking(id).Create(BookingCluster.Command(show, _customer, "A2"));
        Assert.Equal(CreateBookingOutcome.KeyReused, other.Outcome);
        Assert.Equal("A1:Sold", await cluster.SeatsOf(show));
    }

    [Fact]
    public async Task Of_many_buyers_of_one_last_seat_exactly_one_gets_it()
    {
        var show = await cluster.OpenShow("1");
        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ =>
            cluster.Booking(cluster.NewId<BookingId>()).Create(BookingCluster.Command(show, cluster.NewId<UserId>(), "A1"))));
        Assert.Single(results, result => result.Outcome == CreateBookingOutcome.Created);
        Assert.All(
            results.Where(result => result.Outcome != CreateBookingOutcome.Created),
            result => Assert.Equal((CreateBookingOutcome.Refused, HoldOutcome.SeatsUnavailable), (result.Outcome, result.Refusal)));
    }

    [Fact]
    public async Task One_booking_asked_for_many_times_at_once_is_made_once()
    {
        var show = await cluster.OpenShow("1-4");
        var id = cluster.NewId<BookingId>();
        var command = BookingCluster.Command(show, _customer, "A1");
        var results = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => cluster.Booking(id).Create(command)));
        Assert.Single(results, result => result.Outcome == CreateBookingOutcome.Created);
        Assert.All(results, result => Assert.Contains(
            result.Outcome, new[] { CreateBookingOutcome.Created, CreateBookingOutcome.Replayed, CreateBookingOutcome.InProgress }));
        Assert.Equal("A1:Held", await cluster.SeatsOf(show));
    }

    [Fact]
    public async Task A_refusal_has_no_effect_and_leaves_the_key_for_another_try()
    {
        var show = await cluster.OpenShow("1-2");
        var first = cluster.NewId<UserId>();
        var winner = await cluster.Book(show, first, "A1");
        var id = cluster.NewId<BookingId>();
        var refused = await cluster.Booking(id).Create(BookingCluster.Command(show, _customer, "A1"));
        Assert.Equal((CreateBookingOutcome.Refused, "A1"), (refused.Outcome, Assert.Single(refused.Seats)));
        Assert.Null(await cluster.Booking(id).Get(_customer));
        Assert.Equal("A1:Held", await cluster.SeatsOf(show));

        await cluster.Booking(winner).GiveUp(first);
        Assert.Equal(CreateBookingOutcome.Created, (await cluster.Booking(id).Create(BookingCluster.Command(show, _customer, "A1"))).Outcome);
    }

    [Fact]
    public async Task A_declined_card_leaves_the_hold_and_another_method_can_be_tried()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var declined = await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>(), "tok_declined"));
        Assert.Equal((PayBookingOutcome.Answered, PaymentStatus.Failed), (declined.Outcome, declined.Payment!.Status));
        Assert.Equal(BookingStatus.Pending, (await cluster.Booking(booking).Get(_customer))!.Status);
        Assert.Equal("A1:Held", await cluster.SeatsOf(show));

        var paid = await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>()));
        Assert.Equal(PaymentStatus.Succeeded, paid.Payment!.Status);
        Assert.Equal("A1:Sold", await cluster.SeatsOf(show));
    }

    [Fact]
    public async Task A_repeated_payment_takes_the_money_once_and_a_second_one_is_refused()
    {
        await cluster.Give(_customer, 100_000);
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var command = BookingCluster.FromWallet(_customer, cluster.NewId<PaymentId>());
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => cluster.Booking(booking).Pay(command)));
        Assert.Single(results, result => result.Outcome == PayBookingOutcome.Answered);
        var again = await cluster.Booking(booking).Pay(command);
        Assert.Equal((PayBookingOutcome.Replayed, PaymentStatus.Succeeded), (again.Outcome, again.Payment!.Status));
        Assert.Equal(100_000 - 21_180, (await cluster.Wallet(_customer).Get()).Balance.Amount);

        var second = await cluster.Booking(booking).Pay(BookingCluster.FromWallet(_customer, cluster.NewId<PaymentId>()));
        Assert.Equal(PayBookingOutcome.NotPayable, second.Outcome);
        var reused = await cluster.Booking(booking).Pay(command with { Fingerprint = default });
        Assert.Equal(PayBookingOutcome.KeyReused, reused.Outcome);
    }

    [Fact]
    public async Task Another_customer_learns_nothing_and_changes_nothing()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        var stranger = cluster.NewId<UserId>();
        Assert.Null(await cluster.Booking(booking).Get(stranger));
        Assert.Equal(GiveUpOutcome.NotFound, await cluster.Booking(booking).GiveUp(stranger));
        Assert.Equal(PayBookingOutcome.NotFound, (await cluster.Booking(booking).Pay(BookingCluster.Card(stranger, cluster.NewId<PaymentId>()))).Outcome);
    }

    [Fact]
    public async Task A_booking_given_up_frees_its_seats_at_once_and_can_no_longer_be_paid()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        Assert.Equal(GiveUpOutcome.GivenUp, await cluster.Booking(booking).GiveUp(_customer));
        Assert.Equal("", await cluster.SeatsOf(show));
        Assert.Equal(GiveUpOutcome.GivenUp, await cluster.Booking(booking).GiveUp(_customer));
        await cluster.Book(show, cluster.NewId<UserId>(), "A1");
        Assert.Equal(PayBookingOutcome.HoldExpired, (await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>()))).Outcome);
    }

    [Fact]
    public async Task A_confirmed_booking_cannot_be_given_up()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>()));
        Assert.Equal(GiveUpOutcome.NotPending, await cluster.Booking(booking).GiveUp(_customer));
        Assert.Equal("A1:Sold", await cluster.SeatsOf(show));
    }

    [Fact]
    public async Task What_was_answered_is_there_after_both_silos_are_gone()
    {
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>()));
        await cluster.RestartSilosAsync();
        await BookingCluster.Eventually("A1:Sold", () => cluster.SeatsOf(show));
        Assert.Equal(BookingStatus.Confirmed, (await cluster.Booking(booking).Get(_customer))!.Status);
    }
}

/// <summary>The same with stock storage alone.</summary>
public sealed class AdoNetBookingCluster(PostgresFixture postgres) : BookingCluster(postgres)
{
    protected override string StorageProvider => "AdoNet";
}

[Collection("postgres")]
public sealed class AdoNetBookingTests(AdoNetBookingCluster cluster) : IClassFixture<AdoNetBookingCluster>
{
    [Fact]
    public async Task A_booking_is_confirmed_on_stock_storage_and_leaves_its_events()
    {
        var customer = cluster.NewId<UserId>();
        var show = await cluster.OpenShow("1-4");
        var booking = await cluster.Book(show, customer, "A1");
        await cluster.Booking(booking).Pay(BookingCluster.Card(customer, cluster.NewId<PaymentId>()));
        Assert.Equal("A1:Sold", await cluster.SeatsOf(show));
        Assert.Equal(BookingStatus.Confirmed, (await cluster.Booking(booking).Get(customer))!.Status);
    }
}
