using Marquee.Search.Domain;
using Marquee.Silo.Postgres;
using Marquee.Theaters;
using Npgsql;
using NpgsqlTypes;

namespace Marquee.Silo.Theaters;

/// <summary>The condition on theaters that all queries by place share, and its parameters.</summary>
internal static class TheaterFilter
{
    /// <summary>On <c>theater_view t</c>. Takes parameters 1 to 8, as <see cref="WithPlace"/> adds them.</summary>
    public const string Sql =
        """
        NOT t.removed
        AND ($1::text IS NULL OR t.city_key = $1)
        AND ($2::float8 IS NULL
          OR (t.lat BETWEEN $5 AND $6 AND t.lon BETWEEN $7 AND $8 AND distance_km($2, $3, t.lat, t.lon) <= $4))
        """;

    /// <summary>City, point, radius, and the box around them that the index knows.</summary>
    public static NpgsqlParameterCollection WithPlace(this NpgsqlParameterCollection parameters, string? city, GeoPoint? near, double radiusKm)
    {
        var box = near is { } point ? GeoBox.Around(point, radiusKm) : default(GeoBox?);
        return parameters.WithText(city is null ? null : TheaterText.CityKey(city)).WithDegrees(near?.Lat).WithDegrees(near?.Lon).WithDegrees(radiusKm)
            .WithDegrees(box?.South).WithDegrees(box?.North).WithDegrees(box?.West).WithDegrees(box?.East);
    }

    private static NpgsqlParameterCollection WithDegrees(this NpgsqlParameterCollection parameters, double? value) =>
        parameters.WithNullable(value, NpgsqlDbType.Double);
}
