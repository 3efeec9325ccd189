using System.Collections.Immutable;

namespace Marquee.Theaters;

/// <summary>What a theater tells the world about itself.</summary>
/// <param name="TimeZone">IANA name, <c>Asia/Kolkata</c>.</param>
[GenerateSerializer, Immutable, Alias("marquee.theater-details")]
public sealed record TheaterDetails(
    [property: Id(0)] string Name,
    [property: Id(1)] string City,
    [property: Id(2)] string Address,
    [property: Id(3)] GeoPoint Location,
    [property: Id(4)] string TimeZone,
    [property: Id(5)] ImmutableArray<string> Amenities);

/// <summary>WGS 84, in degrees.</summary>
[GenerateSerializer, Immutable, Alias("marquee.geo-point")]
public readonly record struct GeoPoint([property: Id(0)] double Lat, [property: Id(1)] double Lon);
