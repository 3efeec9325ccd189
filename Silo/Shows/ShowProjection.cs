using System.Text.Json;
using Marquee.Shows;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;

namespace Marquee.Silo.Shows;

/// <summary>Keeps <c>show_view</c>. A show is opened once and closed for good; only moves to another time must be told apart by their number.</summary>
internal sealed class ShowProjection : IProjection
{
    private const string Open =
        """
        INSERT INTO show_view
          (id, withdrawn, movie, theater, screen, starts_at, ends_at, time_zone, local_date, language, format, prices, seats_total)
        VALUES ($1, false, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (id) DO NOTHING
        """;

    private const string Move =
        """
        INSERT INTO show_view
          (id, withdrawn, movie, theater, screen, starts_at, ends_at, time_zone, local_date, language, format, prices, seats_total, moves)
        VALUES ($1, false, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (id) DO UPDATE
        SET starts_at = excluded.starts_at, ends_at = excluded.ends_at, local_date = excluded.local_date, moves = excluded.moves
        WHERE show_view.moves < excluded.moves
        """;

    private const string Withdraw =
        """
        INSERT INTO show_view (id, withdrawn)
        VALUES ($1, true)
        ON CONFLICT (id) DO UPDATE
        SET withdrawn = true
        """;

    public bool Knows(OutboxRow row) => row.Type is ShowOpened.Type or ShowRescheduled.Type or ShowCanceled.Type or ShowWithdrawn.Type;

    public void Project(IReadOnlyList<OutboxRow> rows, NpgsqlBatch batch)
    {
        foreach (var row in rows) Project(row, batch);
    }

    private static void Project(OutboxRow row, NpgsqlBatch batch)
    {
        switch (row.Type)
        {
            case ShowOpened.Type:
                Fill(batch.Add(Open), Events.Read<ShowOpened>(row.Payload));
                break;
            case ShowRescheduled.Type:
                var moved = Events.Read<ShowRescheduled>(row.Payload);
                Fill(batch.Add(Move), moved.Show).With(moved.Moves);
                break;
            case ShowCanceled.Type:
                batch.Add(Withdraw).WithText(Events.Read<ShowCanceled>(row.Payload).Id);
                break;
            case ShowWithdrawn.Type:
                batch.Add(Withdraw).WithText(Events.Read<ShowWithdrawn>(row.Payload).Id);
                break;
        }
    }

    private static NpgsqlParameterCollection Fill(NpgsqlParameterCollection parameters, ShowOpened show) => parameters
        .WithText(show.Id).WithText(show.Movie).WithText(show.Theater).WithText(show.Screen).WithTime(show.StartsAt)
        .WithTime(show.EndsAt).WithText(show.TimeZone).With(LocalDate(show)).WithText(show.Language).WithText(show.Format)
        .WithJson(JsonSerializer.SerializeToUtf8Bytes(show.Prices, Events.Json)).With(show.SeatsTotal);

    private static DateOnly LocalDate(ShowOpened show) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(show.StartsAt, TimeZoneInfo.FindSystemTimeZoneById(show.TimeZone)).DateTime);
}
