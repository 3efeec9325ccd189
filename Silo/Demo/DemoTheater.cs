using System.Collections.Immutable;

namespace Marquee.Silo.Demo;

/// <summary>An invented theater at a real place.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Languages">What its audience understands, the language of most of its shows first.</param>
/// <param name="Currency">ISO 4217; prices of its screens are in its minor unit.</param>
internal sealed record DemoTheater(
    string Slug,
    string Name,
    string City,
    string Country,
    string Address,
    DemoLocation Location,
    string TimeZone,
    string Currency,
    ImmutableArray<string> Languages,
    ImmutableArray<string> Amenities,
    ImmutableArray<DemoScreen> Screens);

/// <summary>Degrees, WGS 84.</summary>
internal sealed record DemoLocation(double Lat, double Lon);

/// <param name="Slug">Unique within the theater.</param>
/// <param name="Layout">Slug of its layout.</param>
/// <param name="Format">The best it can show: 2D, 3D, IMAX or 4DX.</param>
internal sealed record DemoScreen(string Slug, string Name, string Layout, string Format, DemoPrices Prices);

internal sealed record DemoPrices(long Silver, long Gold, long Platinum);
