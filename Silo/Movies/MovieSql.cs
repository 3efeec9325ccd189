using Marquee.Movies;
using Marquee.Silo.Postgres;
using Marquee.Silo.Search;
using Marquee.Silo.Theaters;
using Npgsql;
using NpgsqlTypes;

namespace Marquee.Silo.Movies;

/// <summary>The statements behind <see cref="MovieQueries"/> and <see cref="MovieSearch"/>.</summary>
internal static class MovieSql
{
    // The shows are asked for once, whatever the number of movies.
    private const string Filtered =
        $"""
        NOT m.removed
        AND ($9::text IS NULL OR m.languages @> ARRAY[$9])
        AND ($10::text IS NULL OR m.genres @> ARRAY[$10])
        AND (NOT $11 OR m.id IN (
          SELECT s.movie
          FROM show_view s
          JOIN theater_view t ON t.id = s.theater
          WHERE NOT s.withdrawn AND s.starts_at > $13 AND ($12::date IS NULL OR s.local_date = $12) AND {TheaterFilter.Sql}))
        """;

    private const string Strict = "(m.titles @@ $15::tsquery OR m.words @@ $16::tsquery)";

    private const string Found =
        $"""
        {Filtered}
        AND (m.titles @@ $15::tsquery OR m.words @@ $16::tsquery
          OR (m.words @@ $17::tsquery AND ($18 OR m.titles @@ $17::tsquery OR m.people @@ $17::tsquery)))
        """;

    // A number whose parts are, highest first: what was matched, whether it runs, how popular it is, how new.
    private const string Placed =
        $"""
        SELECT m.id, m.title_key, m.original_key, m.names, coalesce({Strict}, false) AS strict, coalesce(s.last_start > $13, false) AS running,
          m.popularity, m.year,
          CASE
            WHEN m.title_key = $14 OR m.original_key = $14 THEN 0
            WHEN starts_with(m.title_key, $14) OR starts_with(m.original_key, $14) THEN 1
            WHEN m.titles @@ $15::tsquery THEN 2
            WHEN m.words @@ $16::tsquery THEN 3
            WHEN m.titles @@ $17::tsquery THEN 4
            ELSE 5
          END * (1::bigint << 40)
          + CASE WHEN s.last_start > $13 THEN 0 ELSE 1::bigint << 38 END
          + (1048576 - m.popularity::bigint) * (1 << 14)
          + greatest(0, 9999 - m.year) AS rank,
          m.title
        FROM movie_view m
        LEFT JOIN movie_standing s ON s.movie = m.id
        WHERE {Found}
        """;

    public const string Head = $"{Placed} ORDER BY rank, m.id LIMIT $19";

    public const string Tail =
        $"""
        WITH placed AS MATERIALIZED ({Placed})
        SELECT id, rank
        FROM placed
        WHERE (rank, id) > ($19, $20)
        ORDER BY rank, id
        LIMIT $21
        """;

    public const string ByTitle =
        $"""
        SELECT m.id, lower(m.title), m.document
        FROM movie_view m
        WHERE {Filtered}
          AND ($14::text IS NULL OR (lower(m.title), m.id) > ($14, $15))
        ORDER BY lower(m.title), m.id
        LIMIT $16
        """;

    public const string Documents = "SELECT id, document FROM movie_view WHERE id = ANY ($1) AND document IS NOT NULL";

    public const string ById = "SELECT id, document FROM movie_view WHERE NOT removed AND id > $1 ORDER BY id LIMIT $2";

    public const string FoundFacets = $"WITH found AS MATERIALIZED (SELECT m.languages, m.genres FROM movie_view m WHERE {Found}) {Counted}";

    public const string FilteredFacets = $"WITH found AS MATERIALIZED (SELECT m.languages, m.genres FROM movie_view m WHERE {Filtered}) {Counted}";

    public const string Revision = "SELECT max(revision) FROM movie_view";

    private const string Counted =
        """
        SELECT true, value, count(*) AS movies FROM found, unnest(languages) AS value GROUP BY value
        UNION ALL
        SELECT false, value, count(*) AS movies FROM found, unnest(genres) AS value GROUP BY value
        ORDER BY movies DESC, value
        """;

    /// <summary>Parameters 1 to 13.</summary>
    public static NpgsqlParameterCollection WithMovies(this NpgsqlParameterCollection parameters, MovieQuery query) =>
        parameters.WithPlace(query.City, query.Near, query.RadiusKm).WithText(query.Language).WithText(query.Genre)
            .With(query.IsByShow)
            .WithNullable(query.Date, NpgsqlDbType.Date).WithTime(query.From);

    /// <summary>Parameters 14 to 18.</summary>
    public static NpgsqlParameterCollection WithTerms(this NpgsqlParameterCollection parameters, SearchTerms terms) =>
        parameters.WithText(terms.Key).WithText(terms.Begun).WithText(terms.Whole).WithText(terms.Near).With(terms.Anywhere);
}
