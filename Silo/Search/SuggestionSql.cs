namespace Marquee.Silo.Search;

/// <summary>The statements behind <see cref="Suggestions"/>. Beginnings are ranges of an index that is ordered by bytes.</summary>
internal static class SuggestionSql
{
    // Above every character that a word can have.
    private const string End = "chr(1114111)";

    private const string Shown =
        """
        ($2::text IS NULL OR EXISTS (
          SELECT FROM show_view o JOIN theater_view t ON t.id = o.theater
          WHERE o.movie = f.id AND NOT o.withdrawn AND o.starts_at > $3 AND t.city_key = $2))
        """;

    /// <summary>For a letter or two: what is on first, then the others by title. 1 key, 2 city, 3 now, 4 how many.</summary>
    public const string Beginnings =
        $"""
        SELECT 0, b.id, b.title
        FROM (
          (SELECT f.id, f.title, 0 AS place, f.popularity, f.title_key
          FROM movie_standing s
          JOIN movie_view f ON f.id = s.movie
          WHERE s.last_start > $3 AND NOT f.removed AND f.title_key >= $1 AND f.title_key < $1 || {End} AND {Shown}
          ORDER BY f.popularity DESC, f.title_key
          LIMIT $4)
          UNION ALL
          (SELECT f.id, f.title, 1, f.popularity, f.title_key
          FROM movie_view f
          WHERE NOT f.removed AND f.title_key >= $1 AND f.title_key < $1 || {End}
          ORDER BY f.title_key, f.id
          LIMIT $4)
        ) b
        ORDER BY b.place, b.popularity DESC, b.title_key, b.id
        """;

    /// <summary>As above, and 5 the words.</summary>
    public const string Words =
        $"""
        SELECT 0, f.id, f.title
        FROM (
          SELECT m.id, m.title, m.title_key, m.popularity, m.year, coalesce(s.last_start > $3, false) AS running,
            starts_with(m.title_key, $1) OR coalesce(starts_with(m.original_key, $1), false) AS begins
          FROM movie_view m
          LEFT JOIN movie_standing s ON s.movie = m.id
          WHERE NOT m.removed AND m.titles @@ $5::tsquery
          ORDER BY running DESC, begins DESC, m.popularity DESC, length(m.title_key), m.year DESC, m.id
          LIMIT 40
        ) f
        CROSS JOIN LATERAL (SELECT f.running AND {Shown} AS here) h
        ORDER BY f.begins DESC, h.here DESC, f.popularity DESC, length(f.title_key), f.year DESC, f.id
        LIMIT $4
        """;

    /// <summary>Names that begin so, and where they are too few, those that have the words. 1 the words, 2 city, 3 name as a key, 4 how many.</summary>
    public const string Theaters =
        $"""
        SELECT 1, b.id, b.name
        FROM (
          (SELECT id, name
          FROM theater_view
          WHERE NOT removed AND name_key >= $3 AND name_key < $3 || {End} AND ($2::text IS NULL OR city_key = $2)
          ORDER BY name_key, id
          LIMIT $4)
          UNION ALL
          (SELECT id, name
          FROM theater_view
          WHERE NOT removed AND names @@ $1::tsquery AND NOT (name_key >= $3 AND name_key < $3 || {End}) AND ($2::text IS NULL OR city_key = $2)
          ORDER BY length(name_key), name_key, id
          LIMIT $4)
        ) b
        LIMIT $4
        """;

    /// <summary>1 key, 2 how many.</summary>
    public const string Cities =
        $"""
        SELECT 2, min(city), min(city)
        FROM theater_view
        WHERE NOT removed AND city_key >= $1 AND city_key < $1 || {End}
        GROUP BY city_key
        ORDER BY count(*) DESC, city_key
        LIMIT $2
        """;
}
