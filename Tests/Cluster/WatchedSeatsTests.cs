using System.Collections.Concurrent;
using Marquee.Shows;
using Orleans.Runtime;
using Xunit;

namespace Marquee.Tests.Cluster;

/// <summary>What a show tells those who watch its seats.</summary>
[Collection("postgres")]
public sealed class WatchedSeatsTests(BookingCluster cluster) : IClassFixture<BookingCluster>
{
    private readonly UserId _customer = cluster.NewId<UserId>();

    [Fact]
    public async Task Every_change_is_told_once_it_is_on_disk_and_follows_on_the_one_before()
    {
        var show = await cluster.OpenShow("1-4");
        var (watcher, reference) = Watcher();
        var first = (await cluster.Show(show).WatchSeats(reference, planKnown: false))!;
        Assert.Equal((4, 4), (first.Plan!.Seats.Length, first.Status.Count(status => status == SeatStatus.Free)));
        Assert.Null((await cluster.Show(show).WatchSeats(reference, planKnown: true))!.Plan);

        var booking = await cluster.Book(show, _customer, "A1", "A2");
        await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>()));
        await BookingCluster.Eventually("A1:Sold A2:Sold", () => Task.FromResult(watcher.Map(first)));

        var versions = watcher.Changes.Select(change => change.After).Append(watcher.Changes.Last().Version).ToArray();
        Assert.Equal(first.Version, versions[0]);
        Assert.Equal(versions.Order().Distinct(), versions);
        Assert.Equal((await cluster.Show(show).Seats())!.Version, versions[^1]);
    }

    [Fact]
    public async Task It_says_when_the_clock_will_free_seats_and_a_payment_stops_that()
    {
        var show = await cluster.OpenShow("1-4");
        Assert.Null((await cluster.Show(show).Seats())!.FreesAt);
        var booking = await cluster.Book(show, _customer, "A1");
        var held = (await cluster.Show(show).Seats())!;
        Assert.InRange(held.FreesAt!.Value, cluster.Clock.GetUtcNow().AddMinutes(4), cluster.Clock.GetUtcNow().AddMinutes(5));

        await cluster.Show(show).BeginPayment(booking, cluster.NewId<PaymentId>(), cluster.Clock.GetUtcNow().AddMinutes(10));
        var paying = (await cluster.Show(show).Seats())!;
        Assert.Equal((held.Version, null), (paying.Version, paying.FreesAt));
    }

    [Fact]
    public async Task Who_has_taken_leave_is_told_no_more_and_a_show_that_forgets_says_so()
    {
        var show = await cluster.OpenShow("1-4");
        var (gone, goneReference) = Watcher();
        var (stays, staysReference) = Watcher();
        var seats = (await cluster.Show(show).WatchSeats(goneReference, planKnown: false))!;
        await cluster.Show(show).WatchSeats(staysReference, planKnown: false);
        await cluster.Show(show).UnwatchSeats(goneReference);

        await cluster.Book(show, _customer, "A1");
        await BookingCluster.Eventually("A1:Held", () => Task.FromResult(stays.Map(seats)));
        Assert.Equal(1, (await cluster.Show(show).Inspect())!.Watchers);
        Assert.Empty(gone.Changes);

        await cluster.Show(show).StartOver();
        await BookingCluster.Eventually(true, () => Task.FromResult(stays.Shows.Contains(show)));
        Assert.Empty(gone.Shows);
        Assert.Equal(0, (await cluster.Show(show).Inspect())!.Watchers);
    }

    [Fact]
    public async Task A_show_that_is_not_there_cannot_be_watched_or_looked_into()
    {
        var show = cluster.Show(cluster.NewId<ShowId>());
        Assert.Null(await show.WatchSeats(Watcher().Reference, planKnown: false));
        Assert.Null(await show.Inspect());
    }

    [Fact]
    public async Task An_operator_sees_where_it_lives_and_who_has_seats_under_way()
    {
        var show = await cluster.OpenShow("1-4");
        var paid = await cluster.Buy(show, _customer, "tok_success", "A1");
        var held = await cluster.Book(show, _customer, "A3", "A4");
        await BookingCluster.Eventually(1, async () => (await cluster.Show(show).Inspect())!.Claims.Length);

        var seen = (await cluster.Show(show).Inspect())!;
        Assert.Contains(cluster.Silos.Silos, silo => silo.SiloAddress.ToString() == seen.Silo || silo.SiloAddress.ToParsableString() == seen.Silo);
        Assert.Equal((4, 1, 1, 0), (seen.Seats, seen.Free, seen.Sold, seen.Waiting));
        Assert.Equal((held, "held", "A3 A4", null), (seen.Claims[0].Booking, seen.Claims[0].Phase, string.Join(' ', seen.Claims[0].Seats), seen.Claims[0].Payment));
        Assert.NotEqual(paid, held);
    }

    private (Told Watcher, ISeatWatcher Reference) Watcher()
    {
        var told = new Told();
        return (told, cluster.Silos.Client.CreateObjectReference<ISeatWatcher>(told));
    }

    private sealed class Told : ISeatWatcher
    {
        public ConcurrentQueue<SeatChange> Changes { get; } = [];

        public ConcurrentBag<ShowId> Shows { get; } = [];

        public Task Changed(SeatChange change)
        {
            Changes.Enqueue(change);
            return Task.CompletedTask;
        }

        public Task Forgotten(ShowId show)
        {
            Shows.Add(show);
            return Task.CompletedTask;
        }

        /// <summary>The seats that are not free after all that was told.</summary>
        public string Map(WatchedSeats first)
        {
            var status = first.Status.ToArray();
            foreach (var change in Changes.OrderBy(change => change.Version))
                for (var i = 0; i < change.Seats.Length; i++) status[change.Seats[i]] = change.Status[i];
            return string.Join(' ', status.Index().Where(seat => seat.Item != SeatStatus.Free).Select(seat => $"A{seat.Index + 1}:{seat.Item}"));
        }
    }
}
