using Marquee.Api.Http;
using Marquee.Theaters;

namespace Marquee.Api.Theaters;

/// <summary>A theater as an admin writes it.</summary>
internal sealed record TheaterRequest(
    string? Name,
    string? City,
    string? Address,
    LocationRequest? Location,
    string? TimeZone,
    IReadOnlyList<string?>? Amenities = null)
{
    private const int LongestText = 200;
    private const int MostAmenities = 30;
    private const int LongestAmenity = 60;

    /// <summary>What the request says, fit to keep once <paramref name="checks"/> found nothing wrong with it.</summary>
    public TheaterDetails Details(Validation checks) => new(
        checks.Text("name", Name, LongestText),
        checks.Text("city", City, LongestText),
        checks.Text("address", Address, LongestText),
        LocationOf(checks),
        TimeZones.Read("timeZone", TimeZone, checks),
        checks.Texts("amenities", Amenities, MostAmenities, LongestAmenity));

    private GeoPoint LocationOf(Validation checks)
    {
        if (Location is null) checks.Add("location", "location is required.");
        else
        {
            checks.Check(Location.Lat is >= -90 and <= 90, "location.lat", "location.lat must be -90 to 90.");
            checks.Check(Location.Lon is >= -180 and <= 180, "location.lon", "location.lon must be -180 to 180.");
        }

        return new GeoPoint(Location?.Lat ?? 0, Location?.Lon ?? 0);
    }
}

internal sealed record LocationRequest(double? Lat, double? Lon);
