using Marquee.Shows;

namespace Marquee.Theaters;

/// <summary>Asks for a movie on a screen at a time.</summary>
/// <param name="Show">The id the show will have; a repeat of the request carries the same.</param>
/// <param name="CleaningMinutes">How long the screen stays taken after the movie: 0 to 240.</param>
/// <param name="CreatedBy">Fingerprint of the request, to tell a repeat from another one under the same id.</param>
[GenerateSerializer, Immutable, Alias("marquee.schedule-show")]
public sealed record ScheduleShow(
    [property: Id(0)] ShowId Show,
    [property: Id(1)] MovieId Movie,
    [property: Id(2)] ScreenId Screen,
    [property: Id(3)] DateTimeOffset StartsAt,
    [property: Id(4)] string Language,
    [property: Id(5)] string? Format,
    [property: Id(6)] PriceList Prices,
    [property: Id(7)] int CleaningMinutes,
    [property: Id(8)] ShowRules Rules,
    [property: Id(9)] Fingerprint CreatedBy)
{
    public const int DefaultCleaningMinutes = 15;
    public const int MostCleaningMinutes = 240;
}

/// <summary>Prices that were named, in the minor unit of one currency. A category that the hall lacks needs none.</summary>
[GenerateSerializer, Immutable, Alias("marquee.price-list")]
public sealed record PriceList(
    [property: Id(0)] string Currency,
    [property: Id(1)] long? Silver,
    [property: Id(2)] long? Gold,
    [property: Id(3)] long? Platinum);
