using Marquee.Silo.Movies;
using Marquee.Silo.Postgres.Schema;
using Marquee.Silo.Theaters;
using Marquee.Theaters;
using Npgsql;

namespace Marquee.LoadTest.Search;

/// <summary>A database with the films in it, as the product keeps them and as a plain table.</summary>
internal static class SearchDatabase
{
    private const int AtOnce = 500;

    private const string Plain =
        """
        CREATE TABLE plain (line integer PRIMARY KEY, title text NOT NULL, text tsvector NOT NULL);
        INSERT INTO plain
        SELECT substring(document ->> 'externalId' FROM 6)::integer, title,
          setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', replace(names, '|', ' ')), 'C')
        FROM movie_view;
        CREATE INDEX ON plain USING gin (text);
        ANALYZE plain;
        """;

    private const string Trigrams = "CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE INDEX ON plain USING gin (title gin_trgm_ops)";

    public static int LineOf(string id) => BitConverter.ToInt32(Ids.Parse<MovieId>(id).Value.ToByteArray());

    /// <summary>The films by the product's own projection.</summary>
    public static async Task FillAsync(NpgsqlDataSource database, IReadOnlyList<ListedFilm> films)
    {
        await new SchemaMigrator().MigrateAsync(database, CancellationToken.None);
        foreach (var some in films.Chunk(AtOnce))
        {
            await using var batch = database.CreateBatch();
            MovieProjection.AddTo(batch, [.. some.Select(film => new WrittenMovie(IdOf(film.Line), 1, film.Document))]);
            await batch.ExecuteNonQueryAsync();
        }

        await RunAsync(database, "VACUUM (ANALYZE)");
    }

    /// <summary>Theaters in four hundred cities; each city has as many theaters, spread over a tenth of a degree.</summary>
    public static async Task FillTheatersAsync(NpgsqlDataSource database, int count)
    {
        var random = new Random(1);
        foreach (var some in Enumerable.Range(0, count).Chunk(AtOnce))
        {
            await using var batch = database.CreateBatch();
            foreach (var number in some)
            {
                var city = number % 400;
                var details = new TheaterDetails(
                    $"{TheaterNames.First(number)} {TheaterNames.Second(number / 7)} {number / 400 + 1}", TheaterNames.City(city), $"{number} Main Street",
                    new GeoPoint(-60 + (city / 20 * 6) + (random.NextDouble() / 10), -170 + (city % 20 * 17) + (random.NextDouble() / 10)), "Etc/UTC", []);
                TheaterProjection.AddTo(batch, new TheaterSaved(new TheaterId(new Guid(number + 1, 0, 0, new byte[8])).ToString(), 1, details, []));
            }

            await batch.ExecuteNonQueryAsync();
        }

        await RunAsync(database, "VACUUM (ANALYZE) theater_view");
    }

    public static Task AddPlainAsync(NpgsqlDataSource database) => RunAsync(database, Plain);

    /// <summary>False where the server has no trigrams.</summary>
    public static async Task<bool> TryAddTrigramsAsync(NpgsqlDataSource database)
    {
        try
        {
            await RunAsync(database, Trigrams);
            return true;
        }
        catch (PostgresException)
        {
            return false;
        }
    }

    private static string IdOf(int line) => new MovieId(new Guid(line, 0, 0, new byte[8])).ToString();

    private static async Task RunAsync(NpgsqlDataSource database, string sql)
    {
#pragma warning disable CA2100 // One of the constants above.
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync();
    }
}
