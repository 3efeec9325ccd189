using System.Collections.Immutable;
using System.Globalization;
using Marquee.Silo.Postgres;
using Marquee.Silo.Reads;
using Marquee.Silo.Search;
using Marquee.Storage;
using Marquee.Theaters;
using Npgsql;
using NpgsqlTypes;
using Orleans.Concurrency;

namespace Marquee.Silo.Theaters;

[GrainType("theater-queries"), StatelessWorker, Reentrant]
internal sealed class TheaterQueries(ReadDatabase reads, FreshReads fresh) : Grain, ITheaterQueries
{
    private const string Found =
        $"""
        {TheaterFilter.Sql}
        AND ($9 OR t.words @@ $10::tsquery)
        """;

    private const string Nearest =
        $"""
        SELECT t.id, t.document, d.km, NULL
        FROM theater_view t
        CROSS JOIN LATERAL (SELECT distance_km($2, $3, t.lat, t.lon) AS km) d
        WHERE {Found}
          AND ($11::float8 IS NULL OR (d.km, t.id) > ($11, $12))
        ORDER BY d.km, t.id
        LIMIT $13
        """;

    private const string ByName =
        $"""
        SELECT t.id, t.document, NULL::float8, lower(t.name)
        FROM theater_view t
        WHERE {Found}
          AND ($11::text IS NULL OR (lower(t.name), t.id) > ($11, $12))
        ORDER BY lower(t.name), t.id
        LIMIT $13
        """;

    // The middle of the directions, not of the numbers: two theaters on either side of the date line are not in Africa.
    private const string AllCities =
        """
        SELECT min(city), count(*)::int, avg(lat), atan2d(avg(sind(lon)), avg(cosd(lon)))
        FROM theater_view
        WHERE NOT removed
        GROUP BY coalesce(city_key, lower(city))
        ORDER BY min(lower(city))
        """;

    public Task<TheaterPage> List(TheaterQuery query) => fresh.CatalogueAsync(() => ListAsync(query));

    public Task<ImmutableArray<CitySummary>> Cities() => fresh.CatalogueAsync(CitiesAsync);

    private async Task<TheaterPage> ListAsync(TheaterQuery query)
    {
        var limit = Keyset.Limit(query.Limit);
        await using var command = reads.Catalogue.CreateCommand(query.Near is null ? ByName : Nearest);
        command.Parameters.WithPlace(query.City, query.Near, query.RadiusKm).With(query.Text is null).WithText(SearchTerms.OfNames(query.Text ?? ""));
        if (!TryBegin(command.Parameters, query)) return new TheaterPage([], null);
        command.Parameters.With(limit + 1);

        await using var reader = await command.ExecuteReaderAsync();
        var (items, next, last) = (ImmutableArray.CreateBuilder<TheaterSummary>(), default(Keyset?), default(Keyset));
        while (await reader.ReadAsync())
        {
            if (items.Count == limit)
            {
                next = last;
                break;
            }

            var distance = reader.IsDBNull(2) ? default(double?) : reader.GetDouble(2);
            last = new Keyset(reader.GetString(0), distance?.ToString("R", CultureInfo.InvariantCulture) ?? reader.GetString(3));
            items.Add(new TheaterSummary(Ids.Parse<TheaterId>(last.Id), Events.Read<TheaterDetails>(reader.GetFieldValue<byte[]>(1)), distance));
        }

        return new TheaterPage(items.ToImmutable(), next?.ToString());
    }

    private async Task<ImmutableArray<CitySummary>> CitiesAsync()
    {
        await using var command = reads.Catalogue.CreateCommand(AllCities);
        await using var reader = await command.ExecuteReaderAsync();
        var cities = ImmutableArray.CreateBuilder<CitySummary>();
        while (await reader.ReadAsync())
            cities.Add(new CitySummary(reader.GetString(0), reader.GetInt32(1), new GeoPoint(reader.GetDouble(2), reader.GetDouble(3))));
        return cities.ToImmutable();
    }

    /// <summary>False where the position is none that a page of this order ended with.</summary>
    private static bool TryBegin(NpgsqlParameterCollection parameters, TheaterQuery query)
    {
        var after = default(Keyset);
        if (query.After is not null && !Keyset.TryRead(query.After, out after)) return false;
        if (query.Near is null)
        {
            parameters.WithText(after.Key).WithText(after.Id);
            return true;
        }

        double? distance = null;
        if (query.After is not null)
        {
            if (!double.TryParse(after.Key, NumberStyles.Float, CultureInfo.InvariantCulture, out var km)) return false;
            distance = km;
        }

        parameters.WithNullable(distance, NpgsqlDbType.Double).WithText(after.Id);
        return true;
    }
}
