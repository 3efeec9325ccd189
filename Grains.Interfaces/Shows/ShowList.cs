using System.Collections.Immutable;
using Marquee.Theaters;

namespace Marquee.Shows;

/// <summary>Shows and the theaters they are in.</summary>
/// <param name="Theaters">Each theater once: the nearest first where a point was asked for, else by name.</param>
/// <param name="Shows">By start. At most <see cref="Most"/>; where there are more, those that start first.</param>
[GenerateSerializer, Immutable, Alias("marquee.show-list")]
public sealed record ShowList(
    [property: Id(0)] ImmutableArray<TheaterSummary> Theaters,
    [property: Id(1)] ImmutableArray<ShowSummary> Shows)
{
    public const int Most = 2_000;
}

/// <param name="Date">The day of the programme that it belongs to.</param>
/// <param name="ScreenName">Empty where the theater has the screen no more.</param>
[GenerateSerializer, Immutable, Alias("marquee.show-summary")]
public sealed record ShowSummary(
    [property: Id(0)] ShowId Id,
    [property: Id(1)] MovieId Movie,
    [property: Id(2)] TheaterId Theater,
    [property: Id(3)] ScreenId Screen,
    [property: Id(4)] string ScreenName,
    [property: Id(5)] DateTimeOffset StartsAt,
    [property: Id(6)] DateTimeOffset EndsAt,
    [property: Id(7)] string TimeZone,
    [property: Id(8)] string Language,
    [property: Id(9)] string? Format,
    [property: Id(10)] SeatPrices Prices,
    [property: Id(11)] DateOnly Date = default);
