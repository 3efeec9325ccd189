using System.Text.Json;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Marquee.Theaters;
using Npgsql;

namespace Marquee.Silo.Theaters;

/// <summary>Keeps <c>theater_view</c>.</summary>
internal sealed class TheaterProjection : IProjection
{
    private const string Save =
        """
        INSERT INTO theater_view (id, version, removed, name, city, lat, lon, time_zone, document, screens)
        VALUES ($1, $2, false, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (id) DO UPDATE
        SET version = excluded.version, removed = false, name = excluded.name, city = excluded.city, lat = excluded.lat, lon = excluded.lon,
          time_zone = excluded.time_zone, document = excluded.document, screens = excluded.screens
        WHERE theater_view.version < excluded.version
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
                var saved = Events.Read<TheaterSaved>(row.Payload);
                var theater = saved.Theater;
                batch.Add(Save).WithText(saved.Id).With(saved.Version).WithText(theater.Name).WithText(theater.City).With(theater.Location.Lat)
                    .With(theater.Location.Lon).WithText(theater.TimeZone).WithJson(Json(theater)).WithJson(Json(saved.Screens));
                break;
            case TheaterRemoved.Type:
                var removed = Events.Read<TheaterRemoved>(row.Payload);
                batch.Add(Remove).WithText(removed.Id).With(removed.Version);
                break;
        }
    }

    private static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Events.Json);
}
