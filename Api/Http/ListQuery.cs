using System.Globalization;
using Marquee.Theaters;

namespace Marquee.Api.Http;

/// <summary>Reads what lists are filtered by from the query string, collecting what is wrong with it.</summary>
internal static class ListQuery
{
    public const double DefaultRadiusKm = 25;
    private const double LargestRadiusKm = 500;
    private const int LongestText = 200;

    public static string? Filter(this Validation checks, string field, string? value) =>
        string.IsNullOrWhiteSpace(value) ? null : checks.Text(field, value, LongestText);

    /// <summary>A point as <c>lat,lon</c> in degrees.</summary>
    public static GeoPoint? Near(this Validation checks, string? near)
    {
        if (string.IsNullOrWhiteSpace(near)) return null;
        var parts = near.Split(',');
        if (parts.Length == 2 && TryRead(parts[0], 90, out var lat) && TryRead(parts[1], 180, out var lon)) return new GeoPoint(lat, lon);
        checks.Add("near", "near must be a latitude and a longitude in degrees, such as 19.07,72.87.");
        return null;
    }

    public static double RadiusKm(this Validation checks, string? radius)
    {
        if (string.IsNullOrWhiteSpace(radius)) return DefaultRadiusKm;
        if (TryRead(radius, LargestRadiusKm, out var km) && km > 0) return km;
        checks.Add("radiusKm", $"radiusKm must be a number above 0 and at most {LargestRadiusKm}.");
        return DefaultRadiusKm;
    }

    public static DateOnly? Date(this Validation checks, string? date)
    {
        if (string.IsNullOrWhiteSpace(date)) return null;
        if (DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        checks.Add("date", "date must be a day such as 2026-11-24.");
        return null;
    }

    private static bool TryRead(string text, double most, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && Math.Abs(number) <= most;
}
