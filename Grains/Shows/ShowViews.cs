using Marquee.Shows.Domain;
using Marquee.Storage;
using Marquee.Theaters;
using Marquee.Theaters.Domain;

namespace Marquee.Shows;

/// <summary>Turns what the show knows into what others are told.</summary>
internal static class ShowViews
{
    public static ShowView Of(ShowId id, OpenShow opened, bool closed, int moves, SeatTally seats, DateTimeOffset now) => new(
        id, opened.Movie, opened.Theater, opened.Screen, opened.StartsAt, opened.EndsAt, opened.TimeZone, opened.Language, opened.Format,
        StatusOf(opened, closed, now), opened.Prices, opened.Rules, seats.Free, seats.Total, seats.Version, moves);

    public static HoldResult Held(ShowId id, OpenShow opened, int moves, SeatMap map, Claim claim, DateTimeOffset now)
    {
        var seats = claim.Seats.Select(seat => map.Plan.Seats[seat]).Select(seat => new HeldSeat(seat.Label, seat.Category, opened.Prices.Of(seat.Category)));
        return new HoldResult(HoldOutcome.Held, [.. seats], claim.Until, [], Of(id, opened, closed: false, moves, map.Tally(now), now));
    }

    public static OutboxEvent OpenedEvent(ShowId id, OpenShow opened, DateTimeOffset now) =>
        Events.Of(Topics.Catalog, ShowOpened.Type, id.ToString(), FactsOf(id, opened), now);

    public static OutboxEvent RescheduledEvent(ShowId id, OpenShow opened, int moves, DateTimeOffset before, DateTimeOffset now) =>
        Events.Of(Topics.Catalog, ShowRescheduled.Type, id.ToString(), new ShowRescheduled(FactsOf(id, opened), moves, before), now);

    public static OutboxEvent CanceledEvent(ShowId id, OpenShow opened, ShowCanceledState canceled)
    {
        var payload = new ShowCanceled(
            id.ToString(), opened.Movie.ToString(), opened.Theater.ToString(), opened.StartsAt, canceled.Reason, canceled.By.ToString(), canceled.At);
        return Events.Of(Topics.Catalog, ShowCanceled.Type, payload.Id, payload, canceled.At);
    }

    /// <summary>What is told of it when it opens, and again when it moves.</summary>
    public static ShowOpened FactsOf(ShowId id, OpenShow opened)
    {
        var seats = SeatPlans.Of(opened.Layout, out _)?.Count ?? throw new ArgumentException("The layout cannot be read.", nameof(opened));
        return new ShowOpened(
            id.ToString(), opened.Movie.ToString(), opened.Theater.ToString(), opened.Screen.ToString(),
            opened.StartsAt, opened.EndsAt, opened.TimeZone, opened.Language, opened.Format, opened.Prices, seats);
    }

    private static ShowStatus StatusOf(OpenShow opened, bool closed, DateTimeOffset now) =>
        closed ? ShowStatus.Canceled
        : now >= opened.EndsAt ? ShowStatus.Ended
        : now >= opened.StartsAt ? ShowStatus.Started
        : ShowStatus.Scheduled;
}
