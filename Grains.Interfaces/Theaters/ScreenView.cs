namespace Marquee.Theaters;

/// <summary>A screen with its current layout.</summary>
/// <param name="Version">From 1, rises by one with every change of the screen.</param>
/// <param name="Seats">Places in the layout.</param>
/// <param name="LayoutVersion">From 1, rises by one with every other layout.</param>
[GenerateSerializer, Immutable, Alias("marquee.screen-view")]
public sealed record ScreenView(
    [property: Id(0)] TheaterId Theater,
    [property: Id(1)] ScreenId Id,
    [property: Id(2)] long Version,
    [property: Id(3)] string Name,
    [property: Id(4)] int Seats,
    [property: Id(5)] int LayoutVersion,
    [property: Id(6)] ScreenLayout Layout);
