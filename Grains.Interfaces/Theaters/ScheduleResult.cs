using System.Collections.Immutable;
using Marquee.Shows;

namespace Marquee.Theaters;

/// <summary>What became of a request for a show.</summary>
public enum ScheduleOutcome
{
    Scheduled = 0,

    /// <summary>This very command was carried out before. The show is as it is now, or null where it was removed since.</summary>
    Replayed = 1,
    KeyReused = 2,
    TheaterNotFound = 3,
    ScreenNotFound = 4,
    MovieNotFound = 5,

    /// <summary>Another show, named in the result, has the screen.</summary>
    ScreenBusy = 6,

    /// <summary>The hall has categories, named in the result, without a price.</summary>
    PriceMissing = 7,
    StartsInPast = 8,
    StartsTooFarAhead = 9,
    Rescheduled = 10,
    ShowNotFound = 11,

    /// <summary>The show is off sale for good or has begun, so it cannot be moved.</summary>
    NotOnSale = 12,
}

/// <param name="Show">The show, where there is one now.</param>
/// <param name="Clash">What has the screen, where the outcome is <see cref="ScheduleOutcome.ScreenBusy"/>.</param>
/// <param name="Unpriced">Categories without a price, where the outcome is <see cref="ScheduleOutcome.PriceMissing"/>.</param>
[GenerateSerializer, Immutable, Alias("marquee.schedule-result")]
public sealed record ScheduleResult(
    [property: Id(0)] ScheduleOutcome Outcome,
    [property: Id(1)] ShowView? Show,
    [property: Id(2)] ScreenTaken? Clash,
    [property: Id(3)] ImmutableArray<SeatCategory> Unpriced);

/// <summary>A show has a screen from its start until the hall is clean again; at that instant the next may start.</summary>
[GenerateSerializer, Immutable, Alias("marquee.screen-taken")]
public sealed record ScreenTaken(
    [property: Id(0)] ShowId Show,
    [property: Id(1)] DateTimeOffset StartsAt,
    [property: Id(2)] DateTimeOffset EndsAt,
    [property: Id(3)] DateTimeOffset FreeAt);
