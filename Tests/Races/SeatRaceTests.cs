using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Tests.Cluster;
using Xunit;

namespace Marquee.Tests.Races;

/// <summary>Many customers at once on two silos and a real database. Each check is also made of a way of selling that lacks the guard.</summary>
[Collection("postgres")]
public sealed partial class SeatRaceTests(BookingCluster cluster) : IClassFixture<BookingCluster>
{
    private const int Customers = 1_000;

    [Fact]
    public async Task Of_a_thousand_customers_who_want_one_seat_exactly_one_has_it_and_only_that_one_can_pay()
    {
        var show = await cluster.OpenShow("1");
        var asked = Enumerable.Range(0, Customers).Select(_ => (Booking: cluster.NewId<BookingId>(), Customer: cluster.NewId<UserId>())).ToList();

        var told = await Task.WhenAll(asked.Select(async one =>
            Told.Of(["A1"], await cluster.Booking(one.Booking).Create(BookingCluster.Command(show, one.Customer, "A1")))));

        Assert.Empty(Verdict.Contradictions(told, await SeenAsync(show)));
        Assert.Equal((1, Customers - 1), (told.Count(answer => answer.Answer == Told.Held), told.Count(answer => answer.Answer == Told.Refused)));

        var paid = await Task.WhenAll(asked.Select(one =>
            cluster.Booking(one.Booking).Pay(BookingCluster.Card(one.Customer, cluster.NewId<PaymentId>()))));
        Assert.Equal(PaymentStatus.Succeeded, Assert.Single(paid, answer => answer.Outcome == PayBookingOutcome.Answered).Payment!.Status);
        Assert.Equal(Customers - 1, paid.Count(answer => answer.Outcome == PayBookingOutcome.NotFound));
        var views = await Task.WhenAll(asked.Select(one => cluster.Booking(one.Booking).Get(one.Customer)));
        Assert.Equal(BookingStatus.Confirmed, Assert.Single(views, view => view is not null)!.Status);
        Assert.Equal("A1:Sold", await cluster.SeatsOf(show));
    }

    private async Task<List<SeenSeat>> SeenAsync(ShowId show) => SeenSeat.Of((await cluster.Show(show).Seats())!);

    private Task<HoldResult> HoldAsync(ShowId show, BestAvailable? best, params string[] seats) =>
        cluster.Show(show).Hold(new HoldSeats(cluster.NewId<BookingId>(), cluster.NewId<UserId>(), [.. seats], best));
}
