using Marquee.Api.Http;
using Marquee.Theaters;

namespace Marquee.Api.Theaters;

/// <summary>A theater as the API shows it, with the screens it has now.</summary>
internal sealed record TheaterBody(
    string Id,
    string Name,
    string City,
    string Address,
    GeoPoint Location,
    string TimeZone,
    IReadOnlyList<string> Amenities,
    IReadOnlyList<ScreenSummaryBody> Screens,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Version) : IVersioned
{
    string IVersioned.Tag => Version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static TheaterBody Of(TheaterView view)
    {
        var theater = view.Details;
        var screens = view.Screens.Where(screen => !screen.Removed)
            .Select(screen => new ScreenSummaryBody(screen.Id.ToString(), screen.Name, screen.Seats, screen.LayoutVersion));
        return new TheaterBody(
            view.Id.ToString(), theater.Name, theater.City, theater.Address, theater.Location, theater.TimeZone, theater.Amenities,
            [.. screens], view.CreatedAt, view.UpdatedAt, view.Version);
    }
}

/// <param name="Seats">Places in the current layout.</param>
internal sealed record ScreenSummaryBody(string Id, string Name, int Seats, int LayoutVersion);
