namespace Marquee.Api.Http;

/// <summary>How long others may keep what they were shown, as values of <c>Cache-Control</c>.</summary>
internal static class Caching
{
    /// <summary>Movies, theaters, screens: change rarely and a minute late hurts nobody.</summary>
    public const string Catalogue = "public, max-age=60";

    /// <summary>Lists of movies, theaters and shows.</summary>
    public const string Lists = "public, max-age=15";

    /// <summary>A show and how many seats it has left.</summary>
    public const string Show = "public, max-age=5";

    /// <summary>Seat maps: ask each time whether it changed.</summary>
    public const string Seats = "no-cache";
}
