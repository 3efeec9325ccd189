using System.Text.Json;
using Marquee.Search.Domain;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Silo.Search;
using Marquee.Storage;
using Marquee.Theaters;
using Npgsql;

namespace Marquee.Silo.Theaters;

/// <summary>Keeps <c>theater_view</c>.</summary>
internal sealed class TheaterProjection : IProjection
{
    private const string Save =
        """
        INSERT INTO theater_view
          (id, version, removed, name, city, lat, lon, time_zone, document, screens, name_key, city_key, names, words, folded)
        VALUES ($1, $2, false, $3, $4, $5, $6, $7, $8, $9, $10, $11, array_to_tsvector($12), array_to_tsvector($13), $14)
        ON CONFLICT (id) DO UPDATE
        SET version = excluded.version, removed = false, name = excluded.name, city = excluded.city, lat = excluded.lat, lon = excluded.lon,
          time_zone = excluded.time_zone, document = excluded.document, screens = excluded.screens,
          name_key = excluded.name_key, city_key = excluded.city_key, names = excluded.names, words = excluded.words, folded = excluded.folded
        WHERE theater_view.version <= excluded.version
          AND (theater_view.version, theater_view.removed, theater_view.folded) <> (excluded.version, false, excluded.folded)
        """;

    private const string Remove =
        """
        INSERT INTO theater_view (id, version, removed)
        VALUES ($1, $2, true)
        ON CONFLICT (id) DO UPDATE
        SET version = excluded.version, removed = true
        WHERE theater_view.version < excluded.version
        """;

    public bool Knows(OutboxRow row) => row.Type is TheaterSaved.Type or TheaterRemoved.Type;

    public void Project(IReadOnlyList<OutboxRow> rows, NpgsqlBatch batch)
    {
        foreach (var row in rows) Project(row, batch);
    }

    private static void Project(OutboxRow row, NpgsqlBatch batch)
    {
        switch (row.Type)
        {
            case TheaterSaved.Type:
                var saved = row.Read<TheaterSaved>();
                AddTo(batch, saved);
                break;
            case TheaterRemoved.Type:
                var removed = row.Read<TheaterRemoved>();
                batch.Add(Remove).WithText(removed.Id).With(removed.Version);
                break;
        }
    }

    /// <summary>What writes the theater as it is at that version, unless a later one is there.</summary>
    public static void AddTo(NpgsqlBatch batch, TheaterSaved saved)
    {
        var (theater, text) = (saved.Theater, TheaterText.Of(saved.Theater));
        batch.Add(Save).WithText(saved.Id).With(saved.Version).WithText(theater.Name).WithText(theater.City).With(theater.Location.Lat)
            .With(theater.Location.Lon).WithText(theater.TimeZone).WithJson(Json(theater)).WithJson(Json(saved.Screens))
            .WithText(text.Name).WithText(text.City).With(text.Names).With(text.Words).With(Folded.Mark(saved.Version));
    }

    /// <summary>The same, of a theater as its grain shows it.</summary>
    public static void AddTo(NpgsqlBatch batch, TheaterView theater)
    {
        if (theater.Removed) batch.Add(Remove).WithText(theater.Id.ToString()).With(theater.Version);
        else AddTo(batch, new TheaterSaved(theater.Id.ToString(), theater.Version, theater.Details, [.. theater.Screens.Where(screen => !screen.Removed).Select(screen => new TheaterScreenSaved(screen.Id.ToString(), screen.Name, screen.Seats))]));
    }

    private static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Events.Json);
}
