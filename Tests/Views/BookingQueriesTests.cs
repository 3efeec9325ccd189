using Marquee.Bookings;
using Marquee.Tests.Outbox;
using Marquee.Tests.Postgres;
using Xunit;

namespace Marquee.Tests.Views;

[Collection("postgres")]
public sealed class BookingQueriesTests(ViewsCluster cluster) : IClassFixture<ViewsCluster>
{
    private readonly UserId _customer = Raised.New<UserId>();

    private IBookingQueries Bookings => cluster.Grains.GetGrain<IBookingQueries>(0);

    [Fact]
    public async Task Bookings_of_a_customer_come_newest_first_page_after_page()
    {
        // Less than a microsecond apart: to the database two of them are of one time.
        DateTimeOffset[] times = [Raised.Now, Raised.Now.AddTicks(3), Raised.Now.AddTicks(10), Raised.Now.AddDays(1), Raised.Now.AddDays(2)];
        foreach (var at in times) await ChangeAsync(BookingStatus.Confirmed, createdAt: at);
        await ChangeAsync(BookingStatus.Expired, createdAt: Raised.Now.AddDays(3));
        await cluster.PublishAsync(Raised.Changed(Raised.New<BookingId>(), Raised.New<UserId>(), Raised.New<ShowId>(), BookingStatus.Confirmed));

        var seen = new List<BookingSummary>();
        for (BookingPage? page = null; page is null || page.Next is not null; seen.AddRange(page.Items))
            page = await Bookings.OfCustomer(_customer, BookingStatus.Confirmed, 2, page?.Next);

        Assert.Equal([times[4], times[3], times[2]], seen.Take(3).Select(booking => booking.CreatedAt));
        Assert.Equal(5, seen.Select(booking => booking.Id).Distinct().Count());
        Assert.Equal(["A1", "A2"], seen[0].Seats.AsEnumerable());
        Assert.Equal(new BookingPrice("INR", 40_000, 2_000, 360, 0), seen[0].Price);
        Assert.Equal(BookingStatus.Expired, (await Bookings.OfCustomer(_customer, null, 1, null)).Items[0].Status);
        Assert.Equal(6, (await Bookings.AllOf(_customer)).Length);
        Assert.Empty((await Bookings.OfCustomer(_customer, null, 1, "bkg_x|999999999999999999")).Items);
    }

    [Theory]
    [InlineData(BookingStatus.Pending, true)]
    [InlineData(BookingStatus.Paying, true)]
    [InlineData(BookingStatus.Expired, false)]
    [InlineData(BookingStatus.Failed, false)]
    [InlineData(BookingStatus.Canceled, false)]
    public async Task A_booking_is_live_until_it_is_settled(BookingStatus status, bool live)
    {
        await ChangeAsync(status);

        Assert.Equal(live, await Bookings.HasLive(_customer));
    }

    [Theory]
    [InlineData(-3, false)]
    [InlineData(-1, true)]
    [InlineData(5, true)]
    public async Task A_confirmed_booking_is_live_until_its_show_has_ended(int startsInHours, bool live)
    {
        var show = Raised.New<ShowId>();
        await cluster.PublishAsync(Raised.Opened(
            show, Raised.New<MovieId>(), Raised.New<TheaterId>(), Raised.New<ScreenId>(), TimeProvider.System.GetUtcNow().AddHours(startsInHours)));
        await ChangeAsync(BookingStatus.Confirmed, show);

        Assert.Equal(live, await Bookings.HasLive(_customer));
    }

    [Fact]
    public async Task A_booking_that_could_not_be_read_may_be_live()
    {
        Assert.False(await Bookings.HasLive(_customer));
        var unread = Raised.Changed(Raised.New<BookingId>(), _customer, Raised.New<ShowId>(), BookingStatus.Expired);
        await cluster.PublishAsync(unread with { Payload = System.Text.Encoding.UTF8.GetBytes($$"""{"id":1,"customer":"{{_customer}}"}""") });

        Assert.True(await Bookings.HasLive(_customer));
    }

    private Task ChangeAsync(BookingStatus status, ShowId? show = null, DateTimeOffset? createdAt = null) =>
        cluster.PublishAsync(Raised.Changed(Raised.New<BookingId>(), _customer, show ?? Raised.New<ShowId>(), status, 1, createdAt));
}
