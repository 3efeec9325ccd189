using System.Collections.Immutable;

namespace Marquee.Theaters;

/// <summary>Which theaters to list; what is null does not matter.</summary>
/// <param name="Text">Words of the name, the city or the address, the last one perhaps only begun.</param>
/// <param name="City">In any case, with or without accents.</param>
/// <param name="RadiusKm">Around <paramref name="Near"/>; without that it does not matter.</param>
/// <param name="Limit">1 to 100; anything else becomes the nearest of these.</param>
/// <param name="After"><see cref="TheaterPage.Next"/> of the page before.</param>
[GenerateSerializer, Immutable, Alias("marquee.theater-query")]
public sealed record TheaterQuery(
    [property: Id(0)] string? Text,
    [property: Id(1)] string? City,
    [property: Id(2)] GeoPoint? Near,
    [property: Id(3)] double RadiusKm,
    [property: Id(4)] int Limit,
    [property: Id(5)] string? After);

/// <param name="Next">Where the next page begins. Null on the last one.</param>
[GenerateSerializer, Immutable, Alias("marquee.theater-page")]
public sealed record TheaterPage(
    [property: Id(0)] ImmutableArray<TheaterSummary> Items,
    [property: Id(1)] string? Next);

/// <param name="DistanceKm">From the point that was asked for, as the crow flies. Null where there was none.</param>
[GenerateSerializer, Immutable, Alias("marquee.theater-summary")]
public sealed record TheaterSummary(
    [property: Id(0)] TheaterId Id,
    [property: Id(1)] TheaterDetails Details,
    [property: Id(2)] double? DistanceKm);

/// <param name="Theaters">How many there are.</param>
/// <param name="Centroid">The middle of them.</param>
[GenerateSerializer, Immutable, Alias("marquee.city-summary")]
public sealed record CitySummary(
    [property: Id(0)] string Name,
    [property: Id(1)] int Theaters,
    [property: Id(2)] GeoPoint Centroid);
