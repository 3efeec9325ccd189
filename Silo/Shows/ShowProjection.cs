using System.Text.Json;
using Marquee.Shows;
using Marquee.Shows.Domain;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;

namespace Marquee.Silo.Shows;

/// <summary>
/// Keeps <c>show_view</c> and <c>movie_standing</c>. A show is opened once and closed for good; only moves to another time must be told apart
/// by their number.
/// </summary>
internal sealed class ShowProjection : IProjection
{
    // One that was closed before it was heard of stays closed, but reports must know which it was.
    private const string Open =
        """
        INSERT INTO show_view
          (id, withdrawn, movie, theater, screen, starts_at, ends_at, time_zone, local_date, language, format, prices, seats_total)
        VALUES ($1, false, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (id) DO UPDATE
        SET movie = excluded.movie, theater = excluded.theater, screen = excluded.screen, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
          time_zone = excluded.time_zone, local_date = excluded.local_date, language = excluded.language, format = excluded.format,
          prices = excluded.prices, seats_total = excluded.seats_total
        WHERE show_view.movie IS NULL
        """;

    private const string Move =
        """
        INSERT INTO show_view
          (id, withdrawn, movie, theater, screen, starts_at, ends_at, time_zone, local_date, language, format, prices, seats_total, moves)
        VALUES ($1, false, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (id) DO UPDATE
        SET movie = excluded.movie, theater = excluded.theater, screen = excluded.screen, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
          time_zone = excluded.time_zone, local_date = excluded.local_date, language = excluded.language, format = excluded.format,
          prices = excluded.prices, seats_total = excluded.seats_total, moves = excluded.moves
        WHERE show_view.moves < excluded.moves
        """;

    private const string Stand =
        """
        INSERT INTO movie_standing (movie, last_start)
        SELECT movie, starts_at FROM show_view WHERE id = $1 AND NOT withdrawn
        ON CONFLICT (movie) DO UPDATE
        SET last_start = excluded.last_start
        WHERE movie_standing.last_start < excluded.last_start
        """;

    // What is left of the movie's shows says how it stands now.
    private const string Fall =
        """
        UPDATE movie_standing m
        SET last_start = coalesce((SELECT max(s.starts_at) FROM show_view s WHERE s.movie = m.movie AND NOT s.withdrawn), '-infinity')
        WHERE m.movie = (SELECT movie FROM show_view WHERE id = $1)
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
                AddTo(batch, row.Read<ShowOpened>());
                break;
            case ShowRescheduled.Type:
                var moved = row.Read<ShowRescheduled>();
                AddMove(batch, moved.Show, moved.Moves);
                break;
            case ShowCanceled.Type:
                AddWithdrawal(batch, row.Read<ShowCanceled>().Id);
                break;
            case ShowWithdrawn.Type:
                AddWithdrawal(batch, row.Read<ShowWithdrawn>().Id);
                break;
        }
    }

    /// <summary>What writes a show as its grain shows it, unless it is there.</summary>
    public static void AddTo(NpgsqlBatch batch, ShowView show)
    {
        if (show.Status == ShowStatus.Canceled)
        {
            AddWithdrawal(batch, show.Id.ToString());
            return;
        }

        AddTo(batch, new ShowOpened(
            show.Id.ToString(), show.Movie.ToString(), show.Theater.ToString(), show.Screen.ToString(), show.StartsAt, show.EndsAt, show.TimeZone,
            show.Language, show.Format, show.Prices, show.SeatsTotal));
    }

    /// <summary>What writes the show as it is after so many moves, unless a later one is there.</summary>
    public static void AddTo(NpgsqlBatch batch, ShowOpened show, int moves, bool closed)
    {
        AddTo(batch, show);
        AddMove(batch, show, moves);
        if (closed) AddWithdrawal(batch, show.Id);
    }

    private static void AddMove(NpgsqlBatch batch, ShowOpened show, int moves)
    {
        Fill(batch.Add(Move), show).With(moves);
        batch.Add(Stand).WithText(show.Id);
        batch.Add(Fall).WithText(show.Id);
    }

    private static void AddTo(NpgsqlBatch batch, ShowOpened show)
    {
        Fill(batch.Add(Open), show);
        batch.Add(Stand).WithText(show.Id);
    }

    private static void AddWithdrawal(NpgsqlBatch batch, string show)
    {
        batch.Add(Withdraw).WithText(show);
        batch.Add(Fall).WithText(show);
    }

    private static NpgsqlParameterCollection Fill(NpgsqlParameterCollection parameters, ShowOpened show) => parameters
        .WithText(show.Id).WithText(show.Movie).WithText(show.Theater).WithText(show.Screen).WithTime(show.StartsAt)
        .WithTime(show.EndsAt).WithText(show.TimeZone).With(BusinessDay.Of(show.StartsAt, show.TimeZone)).WithText(show.Language)
        .WithText(show.Format).WithJson(JsonSerializer.SerializeToUtf8Bytes(show.Prices, Events.Json)).With(show.SeatsTotal);
}
