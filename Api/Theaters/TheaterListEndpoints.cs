using Marquee.Api.Copies;
using Marquee.Api.Http;
using Marquee.Theaters;

namespace Marquee.Api.Theaters;

internal static class TheaterListEndpoints
{
    public static void MapTheaterLists(this RouteGroupBuilder v1)
    {
        v1.MapGet("/theaters", List).WithTags("Theaters").WithName("ListTheaters").Produces<Page<TheaterItemBody>>();
        v1.MapGet("/cities", Cities).WithTags("Theaters").WithName("ListCities").Produces<Page<CityBody>>();
    }

    private static async Task<IResult> List(
        string? q, string? city, string? near, string? radiusKm, PageRequest page, HttpContext http, IGrainFactory grains, CatalogueCache copies)
    {
        var checks = new Validation();
        var query = new TheaterQuery(
            checks.Filter("q", q), checks.Filter("city", city), checks.Near(near), checks.RadiusKm(radiusKm), page.Limit, page.After);
        if (checks.Failed) return checks.Problem();
        return await copies.AnswerAsync(http, "theaters", query, async () =>
        {
            var found = await grains.GetGrain<ITheaterQueries>(0).List(query);
            return new Page<TheaterItemBody>([.. found.Items.Select(TheaterItemBody.Of)], PageRequest.EncodeOptional(found.Next));
        });
    }

    private static Task<IResult> Cities(HttpContext http, IGrainFactory grains, CatalogueCache copies) => copies.AnswerAsync(
        http, "cities", "", async () => new Page<CityBody>([.. (await grains.GetGrain<ITheaterQueries>(0).Cities()).Select(CityBody.Of)], null));
}

/// <summary>A theater in a list.</summary>
/// <param name="DistanceKm">From the point that was asked for; missing where there was none.</param>
internal sealed record TheaterItemBody(
    string Id, string Name, string City, string Address, GeoPoint Location, string TimeZone, IReadOnlyList<string> Amenities, double? DistanceKm)
{
    public static TheaterItemBody Of(TheaterSummary theater)
    {
        var details = theater.Details;
        return new TheaterItemBody(
            theater.Id.ToString(), details.Name, details.City, details.Address, details.Location, details.TimeZone, details.Amenities,
            Rounded(theater.DistanceKm));
    }

    /// <summary>To ten meters; more would pretend a precision that an address does not have.</summary>
    public static double? Rounded(double? km) => km is { } distance ? Math.Round(distance, 2) : null;
}

/// <param name="Theaters">How many there are.</param>
internal sealed record CityBody(string Name, int Theaters, GeoPoint Location)
{
    public static CityBody Of(CitySummary city) => new(city.Name, city.Theaters, city.Centroid);
}
