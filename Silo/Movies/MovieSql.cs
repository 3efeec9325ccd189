using Marquee.Movies;
using Marquee.Silo.Postgres;
using Marquee.Silo.Theaters;
using Npgsql;
using NpgsqlTypes;

namespace Marquee.Silo.Movies;

/// <summary>The statements behind <see cref="MovieQueries"/>.</summary>
internal static class MovieSql
{
    // The shows are asked for once, whatever the number of movies.
    private const string Found =
        $"""
        NOT m.removed
        AND ($9::text IS NULL OR position(lower($9) IN lower(m.title)) > 0 OR position(lower($9) IN lower(m.document ->> 'originalTitle')) > 0)
        AND ($10::text IS NULL OR m.languages @> ARRAY[$10])
        AND ($11::text IS NULL OR m.genres @> ARRAY[$11])
        AND (NOT $12 OR m.id IN (
          SELECT s.movie
          FROM show_view s
          JOIN theater_view t ON t.id = s.theater
          WHERE NOT s.withdrawn AND s.starts_at > $14 AND ($13::date IS NULL OR s.local_date = $13) AND {TheaterFilter.Sql}))
        """;

    public const string Page =
        $"""
        SELECT m.id, lower(m.title), m.document
        FROM movie_view m
        WHERE {Found}
          AND ($15::text IS NULL OR (lower(m.title), m.id) > ($15, $16))
        ORDER BY lower(m.title), m.id
        LIMIT $17
        """;

    public const string Facets =
        $"""
        WITH found AS MATERIALIZED (SELECT m.languages, m.genres FROM movie_view m WHERE {Found})
        SELECT true, value, count(*) AS movies FROM found, unnest(languages) AS value GROUP BY value
        UNION ALL
        SELECT false, value, count(*) AS movies FROM found, unnest(genres) AS value GROUP BY value
        ORDER BY movies DESC, value
        """;

    /// <summary>Parameters 1 to 14.</summary>
    public static NpgsqlParameterCollection WithMovies(this NpgsqlParameterCollection parameters, MovieQuery query) =>
        parameters.WithPlace(query.City, query.Near, query.RadiusKm).WithText(query.Text).WithText(query.Language).WithText(query.Genre)
            .With(query.City is not null || query.Near is not null || query.Date is not null)
            .WithNullable(query.Date, NpgsqlDbType.Date).WithTime(query.From);
}
