using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Reports;
using Marquee.Shows;
using Marquee.Storage;
using Marquee.Tests.Outbox;
using Xunit;

namespace Marquee.Tests.Views;

/// <summary>What reports add up, from events. Each test has a year of its own.</summary>
[Collection("postgres")]
public sealed class ReportQueriesTests(ViewsCluster cluster) : IClassFixture<ViewsCluster>
{
    private readonly MovieId _movie = Raised.New<MovieId>();
    private readonly TheaterId _theater = Raised.New<TheaterId>();

    private House Reports => new(cluster.Grains.GetGrain<IReportQueries>(0));

    [Fact]
    public async Task Sales_are_told_by_show_movie_theater_and_day()
    {
        var (early, late) = (await OpenAsync(Noon(2031, 3, 1)), await OpenAsync(Noon(2031, 3, 2)));
        await SellAsync(early, 2, 40_000, 2_000, 360);
        await SellAsync(early, 1, 20_000, 1_000, 180);
        await SellAsync(late, 3, 60_000, 3_000, 540);

        var days = await SalesAsync(2031, ReportGroup.Day);
        Assert.Equal(["2031-03-01", "2031-03-02"], days.Select(line => line.Key));
        Assert.Equal(new SalesLine("2031-03-01", null, "INR", 2, 0, 3, 63_540, 0, 3_000, 540, 0), days[0]);
        Assert.Equal(new SalesLine(_movie.ToString(), null, "INR", 3, 0, 6, 127_080, 0, 6_000, 1_080, 0), Assert.Single(await SalesAsync(2031, ReportGroup.Movie)));
        Assert.Equal(new SalesLine(_theater.ToString(), null, "INR", 3, 0, 6, 127_080, 0, 6_000, 1_080, 0), Assert.Single(await SalesAsync(2031, ReportGroup.Theater)));
        Assert.Equal((2, 6), ((await SalesAsync(2031, ReportGroup.Show)).Length, (await SalesAsync(2031, ReportGroup.Show)).Sum(line => line.Tickets)));
        var first = await Reports.Sales(new ReportQuery(new DateOnly(2031, 3, 1), new DateOnly(2031, 3, 1), ReportGroup.Day, 100, null));
        Assert.Equal("2031-03-01", Assert.Single(first.Lines).Key);
    }

    [Fact]
    public async Task Two_currencies_are_never_added_up()
    {
        var show = await OpenAsync(Noon(2032, 1, 5));
        await SellAsync(show, 1, 20_000, 0, 0);
        await SellAsync(show, 1, 1_500, 0, 0, "USD");

        Assert.Equal([("INR", 20_000L), ("USD", 1_500L)], (await SalesAsync(2032, ReportGroup.Theater)).Select(line => (line.Currency, line.Gross)));
        var page = await Reports.Sales(Query(2032, ReportGroup.Theater, 1));
        Assert.Equal("INR", Assert.Single(page.Lines).Currency);
        page = await Reports.Sales(Query(2032, ReportGroup.Theater, 1, page.Next));
        Assert.Equal(("USD", null), (Assert.Single(page.Lines).Currency, page.Next));
    }

    [Fact]
    public async Task A_show_after_midnight_is_one_of_the_evening_before_by_the_clock_of_its_theater()
    {
        // Half past midnight of the 2nd in Kolkata, and two in the afternoon of the 1st in New York.
        var night = new DateTimeOffset(2033, 7, 2, 0, 30, 0, TimeSpan.FromHours(5.5));
        await SellAsync(await OpenAsync(night), 1, 100, 0, 0);
        await SellAsync(await OpenAsync(night, "America/New_York"), 1, 100, 0, 0);
        await SellAsync(await OpenAsync(night.AddHours(6)), 1, 100, 0, 0);

        Assert.Equal([("2033-07-01", 2L), ("2033-07-02", 1L)], (await SalesAsync(2033, ReportGroup.Day)).Select(line => (line.Key, line.Bookings)));
    }

    /// <summary>Every order in which four events can come, each of them twice.</summary>
    [Fact]
    public async Task Repeated_and_reordered_events_change_nothing()
    {
        var year = 2040;
        foreach (var order in Orders([0, 1, 2, 3]))
        {
            var (show, payment) = (Raised.New<ShowId>(), Raised.New<PaymentId>());
            await cluster.PublishAsync(Raised.Opened(show, Raised.New<MovieId>(), Raised.New<TheaterId>(), Raised.New<ScreenId>(), Noon(year, 5, 1)));
            var (booking, refund) = (Raised.New<BookingId>(), Raised.New<RefundId>());
            OutboxEvent[] events =
            [
                Changed(booking, show, BookingStatus.Confirmed, 2, ["A1", "A2"], payment),
                Changed(booking, show, BookingStatus.Canceled, 4, ["A1", "A2"], payment),
                Refund(refund, payment, 41_000, RefundStatus.Pending, 1),
                Refund(refund, payment, 41_000, RefundStatus.Succeeded, 2),
            ];
            foreach (var which in order.Concat(order)) await cluster.PublishAsync(events[which]);

            Assert.Equal(new SalesLine($"{year}-05-01", null, "INR", 1, 1, 0, 42_360, 41_000, 2_000, 360, 0), Assert.Single(await SalesAsync(year++, ReportGroup.Day)));
        }
    }

    [Fact]
    public async Task What_was_never_sold_and_money_that_was_taken_twice_are_no_sales()
    {
        var (show, payment) = (await OpenAsync(Noon(2035, 2, 1)), Raised.New<PaymentId>());
        foreach (var status in new[] { BookingStatus.Pending, BookingStatus.Paying, BookingStatus.Expired, BookingStatus.Failed })
            await cluster.PublishAsync(Changed(Raised.New<BookingId>(), show, status, 2, ["A1"], Raised.New<PaymentId>()));
        Assert.Empty(await SalesAsync(2035, ReportGroup.Day));

        await cluster.PublishAsync(
            Changed(Raised.New<BookingId>(), show, BookingStatus.Confirmed, 2, ["A1"], payment),
            Refund(Raised.New<RefundId>(), Raised.New<PaymentId>(), 42_360, RefundStatus.Succeeded, 2),
            Refund(Raised.New<RefundId>(), payment, 100, RefundStatus.Stuck, 2), Refund(Raised.New<RefundId>(), payment, 7, RefundStatus.SettledByHand, 3));
        var line = Assert.Single(await SalesAsync(2035, ReportGroup.Day));
        Assert.Equal((1, 42_360, 7), (line.Bookings, line.Gross, line.Refunds));
    }

    [Fact]
    public async Task A_canceled_show_is_in_the_sales_and_not_in_the_halls_whichever_news_came_first()
    {
        var (known, unknown) = (await OpenAsync(Noon(2036, 2, 1)), Raised.New<ShowId>());
        await SellAsync(known, 1, 100, 0, 0);
        await SellAsync(unknown, 1, 100, 0, 0);
        await cluster.PublishAsync(Raised.Canceled(known), Raised.Canceled(unknown));
        await cluster.PublishAsync(Raised.Opened(unknown, _movie, _theater, Raised.New<ScreenId>(), Noon(2036, 2, 1)));

        Assert.Equal(2, Assert.Single(await SalesAsync(2036, ReportGroup.Day)).Bookings);
        Assert.Empty((await Reports.Occupancy(Query(2036, ReportGroup.Day))).Lines);
    }

    [Fact]
    public async Task Halls_are_as_full_as_seats_are_sold()
    {
        var (full, empty) = (await OpenAsync(Noon(2037, 2, 1)), await OpenAsync(Noon(2037, 2, 1)));
        await SellAsync(full, 3, 100, 0, 0);
        await SellAsync(full, 2, 100, 0, 0);
        await cluster.PublishAsync(Changed(Raised.New<BookingId>(), full, BookingStatus.Canceled, 4, ["A9"], Raised.New<PaymentId>()));

        Assert.Equal(new OccupancyLine("2037-02-01", null, 2, 200, 5), Assert.Single((await Reports.Occupancy(Query(2037, ReportGroup.Day))).Lines));
        var shows = (await Reports.Occupancy(Query(2037, ReportGroup.Show))).Lines;
        Assert.Equal([(empty.ToString(), 0L), (full.ToString(), 5L)], shows.Select(line => (line.Key, line.Sold)).OrderBy(line => line.Item2));
        var page = await Reports.Occupancy(Query(2037, ReportGroup.Show, 1));
        Assert.Equal(shows[1], Assert.Single((await Reports.Occupancy(Query(2037, ReportGroup.Show, 1, page.Next))).Lines));
        Assert.Empty((await Reports.Occupancy(Query(2037, ReportGroup.Show, 1, "nonsense"))).Lines);
    }

    /// <summary>Nobody asks for a version here, so there is always an answer.</summary>
    private readonly record struct House(IReportQueries Queries)
    {
        public async Task<SalesReport> Sales(ReportQuery query) => (await Queries.Sales(query))!;

        public async Task<OccupancyReport> Occupancy(ReportQuery query) => (await Queries.Occupancy(query))!;
    }

    private static DateTimeOffset Noon(int year, int month, int day) => new(year, month, day, 12, 0, 0, TimeSpan.FromHours(5.5));

    private static ReportQuery Query(int year, ReportGroup group, int limit = 1_000, string? after = null) =>
        new(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), group, limit, after);

    private async Task<SalesLine[]> SalesAsync(int year, ReportGroup group) => [.. (await Reports.Sales(Query(year, group))).Lines];

    private async Task<ShowId> OpenAsync(DateTimeOffset startsAt, string timeZone = "Asia/Kolkata")
    {
        var show = Raised.New<ShowId>();
        await cluster.PublishAsync(Raised.Opened(show, _movie, _theater, Raised.New<ScreenId>(), startsAt, timeZone));
        return show;
    }

    private Task SellAsync(ShowId show, int seats, long tickets, long fee, long tax, string currency = "INR") => cluster.PublishAsync(Changed(
        Raised.New<BookingId>(), show, BookingStatus.Confirmed, 2, [.. Enumerable.Range(1, seats).Select(seat => $"A{seat}")], Raised.New<PaymentId>(),
        new BookingPrice(currency, tickets, fee, tax, 0)));

    private static OutboxEvent Changed(
        BookingId id, ShowId show, BookingStatus status, int version, string[] seats, PaymentId payment, BookingPrice? price = null) => Events.Of(
        Topics.Bookings, BookingChanged.Confirmed, id.ToString(), new BookingChanged(
            id.ToString(), version, Raised.New<UserId>().ToString(), show.ToString(), status, seats, price ?? new BookingPrice("INR", 40_000, 2_000, 360, 0),
            Raised.Now, payment.ToString()), Raised.Now);

    private static OutboxEvent Refund(RefundId id, PaymentId payment, long amount, RefundStatus status, int version) => Events.Of(
        Topics.Payments, RefundChanged.Type, payment.ToString(), new RefundChanged(
            id.ToString(), version, payment.ToString(), Raised.New<BookingId>().ToString(), Raised.New<UserId>().ToString(), PaymentMethod.Card, RefundTo.Source,
            new Money(amount, "INR"), status, "why", 1, Raised.Now, Raised.Now, null, null), Raised.Now);

    private static IEnumerable<int[]> Orders(int[] all) => all.Length <= 1
        ? [all]
        : all.SelectMany(first => Orders([.. all.Where(other => other != first)]).Select(rest => (int[])[first, .. rest]));
}
