using Marquee.Bookings;
using Marquee.Movies;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Storage;
using Marquee.Tests.Theaters;
using Marquee.Theaters;
using Marquee.Wallets;

namespace Marquee.Tests.Outbox;

/// <summary>Events as grains raise them.</summary>
internal static class Raised
{
    public static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static T New<T>() where T : struct, IId<T> => Ids.New<T>(TimeProvider.System);

    public static OutboxEvent Saved(MovieId id, MovieDocument movie, long version = 1) =>
        Events.Of(Topics.Catalog, MovieSaved.Type, id.ToString(), new MovieSaved(id.ToString(), version, movie), Now);

    public static OutboxEvent Saved(MovieId id, string title, long version = 1) => Saved(id, Catalog.Movie(title), version);

    public static OutboxEvent Removed(MovieId id, long version) =>
        Events.Of(Topics.Catalog, MovieRemoved.Type, id.ToString(), new MovieRemoved(id.ToString(), version), Now);

    public static OutboxEvent Saved(TheaterId id, TheaterDetails theater, long version = 1, params TheaterScreenSaved[] screens) =>
        Events.Of(Topics.Catalog, TheaterSaved.Type, id.ToString(), new TheaterSaved(id.ToString(), version, theater, screens), Now);

    public static OutboxEvent Removed(TheaterId id, long version) =>
        Events.Of(Topics.Catalog, TheaterRemoved.Type, id.ToString(), new TheaterRemoved(id.ToString(), version), Now);

    public static OutboxEvent Opened(
        ShowId id, MovieId movie, TheaterId theater, ScreenId screen, DateTimeOffset startsAt, string timeZone = "Asia/Kolkata")
    {
        var opened = new ShowOpened(
            id.ToString(), movie.ToString(), theater.ToString(), screen.ToString(), startsAt, startsAt.AddHours(2), timeZone, "Hindi", null,
            new SeatPrices("INR", 20_000, 30_000, 40_000), 100);
        return Events.Of(Topics.Catalog, ShowOpened.Type, opened.Id, opened, Now);
    }

    public static OutboxEvent Rescheduled(ShowId id, MovieId movie, TheaterId theater, ScreenId screen, DateTimeOffset startsAt, int moves)
    {
        var show = Events.Read<ShowOpened>(Opened(id, movie, theater, screen, startsAt).Payload.Span);
        return Events.Of(Topics.Catalog, ShowRescheduled.Type, show.Id, new ShowRescheduled(show, moves, startsAt), Now);
    }

    public static OutboxEvent Canceled(ShowId id) => Events.Of(
        Topics.Catalog, ShowCanceled.Type, id.ToString(), new ShowCanceled(id.ToString(), "mov_1", "thr_1", Now, "rain", "usr_1", Now), Now);

    public static OutboxEvent Refund(RefundId id, UserId customer, RefundStatus status, int version, DateTimeOffset? requestedAt = null)
    {
        var payment = New<PaymentId>().ToString();
        var changed = new RefundChanged(
            id.ToString(), version, payment, New<BookingId>().ToString(), customer.ToString(), PaymentMethod.Card, RefundTo.Source, new Money(500, "INR"), status, "why",
            version, requestedAt ?? Now, Now, null, null);
        return Events.Of(Topics.Payments, RefundChanged.Type, payment, changed, Now);
    }

    public static OutboxEvent Withdrawn(ShowId id) =>
        Events.Of(Topics.Catalog, ShowWithdrawn.Type, id.ToString(), new ShowWithdrawn(id.ToString()), Now);

    public static OutboxEvent Changed(
        BookingId id, UserId customer, ShowId show, BookingStatus status, int version = 1, DateTimeOffset? createdAt = null) =>
        Events.Of(
            Topics.Bookings, BookingChanged.Created, id.ToString(),
            new BookingChanged(
                id.ToString(), version, customer.ToString(), show.ToString(), status, ["A1", "A2"], new BookingPrice("INR", 40_000, 2_000, 360, 0),
                createdAt ?? Now, null),
            Now);

    public static OutboxEvent Captured(PaymentMethod method, long amount, BookingId? booking) =>
        Payment(PaymentCaptured.Type, id => new PaymentCaptured(id, New<UserId>().ToString(), method, new Money(amount, "INR"), booking?.ToString()));

    public static OutboxEvent Refunded(PaymentMethod method, long amount, BookingId? booking) => Payment(PaymentRefunded.Type, id =>
        new PaymentRefunded(id, New<RefundId>().ToString(), New<UserId>().ToString(), method, new Money(amount, "INR"), booking?.ToString()));

    public static OutboxEvent Moved(UserId customer, long amount, string counter) => Events.Of(
        Topics.Payments, WalletMoved.Type, customer.ToString(),
        new WalletMoved(customer.ToString(), Guid.NewGuid(), new Money(amount, "INR"), amount, counter, "why"), Now);

    /// <summary>An event that nobody can read.</summary>
    public static OutboxEvent Poison(string aggregate) =>
        new(Guid.NewGuid(), Topics.Catalog, MovieSaved.Type, aggregate, Now, """{"id":7,"version":"none"}"""u8.ToArray());

    private static OutboxEvent Payment<T>(string type, Func<string, T> payload)
    {
        var id = New<PaymentId>().ToString();
        return Events.Of(Topics.Payments, type, id, payload(id), Now);
    }
}
