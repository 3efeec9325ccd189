using System.Text.Json;
using Marquee.Shows;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;

namespace Marquee.Silo.Shows;

/// <summary>Keeps <c>show_view</c>. A show is opened once and withdrawn for good, so it needs no version.</summary>
internal sealed class ShowProjection : IProjection
{
    private const string Open =
        """
        INSERT INTO show_view
          (id, withdrawn, movie, theater, screen, starts_at, ends_at, time_zone, local_date, language, format, prices, seats_total)
        VALUES ($1, false, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (id) DO NOTHING
        """;

    private const string Withdraw =
        """
        INSERT INTO show_view (id, withdrawn)
        VALUES ($1, true)
        ON CONFLICT (id) DO UPDATE
        SET withdrawn = true
        """;

    public bool Knows(OutboxRow row) => row.Type is ShowOpened.Type or ShowWithdrawn.Type;

    public void Project(IReadOnlyList<OutboxRow> rows, NpgsqlBatch batch)
    {
        foreach (var row in rows) Project(row, batch);
    }

    private static void Project(OutboxRow row, NpgsqlBatch batch)
    {
        switch (row.Type)
        {
            case ShowOpened.Type:
                var show = Events.Read<ShowOpened>(row.Payload);
                batch.Add(Open).WithText(show.Id).WithText(show.Movie).WithText(show.Theater).WithText(show.Screen).WithTime(show.StartsAt)
                    .WithTime(show.EndsAt).WithText(show.TimeZone).With(LocalDate(show)).WithText(show.Language).WithText(show.Format)
                    .WithJson(JsonSerializer.SerializeToUtf8Bytes(show.Prices, Events.Json)).With(show.SeatsTotal);
                break;
            case ShowWithdrawn.Type:
                batch.Add(Withdraw).WithText(Events.Read<ShowWithdrawn>(row.Payload).Id);
                break;
        }
    }

    private static DateOnly LocalDate(ShowOpened show) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(show.StartsAt, TimeZoneInfo.FindSystemTimeZoneById(show.TimeZone)).DateTime);
}
