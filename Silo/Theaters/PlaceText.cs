using Marquee.Theaters;

namespace Marquee.Silo.Theaters;

/// <summary>Where a theater is, as people write it on an envelope.</summary>
internal static class PlaceText
{
    /// <summary>Many an address names its city already.</summary>
    public static string Of(TheaterDetails theater) =>
        theater.Address.Contains(theater.City, StringComparison.OrdinalIgnoreCase) ? theater.Address : $"{theater.Address}, {theater.City}";
}
