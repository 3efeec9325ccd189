namespace Marquee.Shows;

/// <summary>A show as the world sees it. Titles and names belong to movie and theater and are asked there.</summary>
/// <param name="SeatsFree">Seats that can be held now; counts lapsed holds as free.</param>
/// <param name="Moves">How often it was moved to another time; 0 from a silo that does not count them yet.</param>
[GenerateSerializer, Immutable, Alias("marquee.show-view")]
public sealed record ShowView(
    [property: Id(0)] ShowId Id,
    [property: Id(1)] MovieId Movie,
    [property: Id(2)] TheaterId Theater,
    [property: Id(3)] ScreenId Screen,
    [property: Id(4)] DateTimeOffset StartsAt,
    [property: Id(5)] DateTimeOffset EndsAt,
    [property: Id(6)] string TimeZone,
    [property: Id(7)] string Language,
    [property: Id(8)] string? Format,
    [property: Id(9)] ShowStatus Status,
    [property: Id(10)] SeatPrices Prices,
    [property: Id(11)] ShowRules Rules,
    [property: Id(12)] int SeatsFree,
    [property: Id(13)] int SeatsTotal,
    [property: Id(14)] long Version,
    [property: Id(15)] int Moves);

/// <summary>Canceled is stored; the others follow from the clock.</summary>
public enum ShowStatus
{
    Scheduled = 0,
    Canceled = 1,
    Started = 2,
    Ended = 3,
}
