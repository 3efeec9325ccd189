using System.Collections.Immutable;
using Marquee.Shows;
using Marquee.Silo.Postgres;
using Marquee.Silo.Reads;
using Marquee.Silo.Theaters;
using Marquee.Storage;
using Marquee.Theaters;
using Npgsql;
using NpgsqlTypes;
using Orleans.Concurrency;

namespace Marquee.Silo.Shows;

[GrainType("show-queries"), StatelessWorker, Reentrant]
internal sealed class ShowQueries(ReadDatabase reads, FreshReads fresh) : Grain, IShowQueries
{
    private const string Columns =
        "s.id, s.movie, s.theater, s.screen, s.starts_at, s.ends_at, s.time_zone, s.language, s.format, s.prices, s.local_date";

    private const string Found =
        $"""
        AND NOT s.withdrawn AND s.starts_at > $10 AND ($11::date IS NULL OR s.local_date = $11) AND {TheaterFilter.Sql}
        ORDER BY s.starts_at, s.id
        LIMIT $12
        """;

    private const string ByMovie = $"SELECT {Columns} FROM show_view s JOIN theater_view t ON t.id = s.theater WHERE s.movie = $9 {Found}";

    private const string ByTheater = $"SELECT {Columns} FROM show_view s JOIN theater_view t ON t.id = s.theater WHERE s.theater = $9 {Found}";

    public Task<ShowList> OfMovie(MovieId movie, string? city, GeoPoint? near, double radiusKm, DateOnly? date, DateTimeOffset from) =>
        fresh.CatalogueAsync(() => ListAsync(ByMovie, movie.ToString(), city, near, radiusKm, date, from));

    public Task<ShowList> OfTheater(TheaterId theater, DateOnly? date, DateTimeOffset from) =>
        fresh.CatalogueAsync(() => ListAsync(ByTheater, theater.ToString(), null, null, 0, date, from));

    private async Task<ShowList> ListAsync(
        string sql, string of, string? city, GeoPoint? near, double radiusKm, DateOnly? date, DateTimeOffset from)
    {
        var shows = new List<ShowSummary>();
        await using (var command = reads.Catalogue.CreateCommand(sql))
        {
            command.Parameters.WithPlace(city, near, radiusKm).WithText(of).WithTime(from).WithNullable(date, NpgsqlDbType.Date).With(ShowList.Most);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) shows.Add(Show(reader));
        }

        var theaters = new ShowTheaters(reads.Catalogue);
        await theaters.LoadAsync([.. shows.Select(show => show.Theater).Distinct()], near);
        return new ShowList(theaters.Summaries, [.. shows.Select(show => show with { ScreenName = theaters.ScreenName(show.Screen) })]);
    }

    /// <summary>All but the name of the screen, which its theater knows.</summary>
    private static ShowSummary Show(NpgsqlDataReader reader) => new(
        Ids.Parse<ShowId>(reader.GetString(0)),
        Ids.Parse<MovieId>(reader.GetString(1)),
        Ids.Parse<TheaterId>(reader.GetString(2)),
        Ids.Parse<ScreenId>(reader.GetString(3)),
        "",
        reader.GetFieldValue<DateTimeOffset>(4),
        reader.GetFieldValue<DateTimeOffset>(5),
        reader.GetString(6),
        reader.GetString(7),
        reader.IsDBNull(8) ? null : reader.GetString(8),
        Events.Read<SeatPrices>(reader.GetFieldValue<byte[]>(9)),
        reader.GetFieldValue<DateOnly>(10));
}
