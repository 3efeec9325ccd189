using System.Collections.Immutable;

namespace Marquee.Theaters;

/// <summary>A theater as the world sees it.</summary>
/// <param name="Version">From 1, rises by one with every change of the theater or of one of its screens.</param>
/// <param name="Screens">Removed ones too, so that an old show can name its screen.</param>
/// <param name="Removed">True where it has left the catalogue and only old shows still name it.</param>
[GenerateSerializer, Immutable, Alias("marquee.theater-view")]
public sealed record TheaterView(
    [property: Id(0)] TheaterId Id,
    [property: Id(1)] long Version,
    [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] DateTimeOffset UpdatedAt,
    [property: Id(4)] TheaterDetails Details,
    [property: Id(5)] ImmutableArray<ScreenSummary> Screens,
    [property: Id(6)] bool Removed);

/// <param name="Seats">Places in the current layout.</param>
[GenerateSerializer, Immutable, Alias("marquee.screen-summary")]
public sealed record ScreenSummary(
    [property: Id(0)] ScreenId Id,
    [property: Id(1)] string Name,
    [property: Id(2)] int Seats,
    [property: Id(3)] int LayoutVersion,
    [property: Id(4)] bool Removed);
