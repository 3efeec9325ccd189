using System.Text.Json;
using Marquee.Movies;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;

namespace Marquee.Silo.Movies;

/// <summary>Keeps <c>movie_view</c>.</summary>
internal sealed class MovieProjection : IProjection
{
    private const string Save =
        """
        INSERT INTO movie_view (id, version, removed, title, languages, genres, document)
        VALUES ($1, $2, false, $3, $4, $5, $6)
        ON CONFLICT (id) DO UPDATE
        SET version = excluded.version, removed = false, title = excluded.title, languages = excluded.languages, genres = excluded.genres,
          document = excluded.document
        WHERE movie_view.version < excluded.version
        """;

    private const string Remove =
        """
        INSERT INTO movie_view (id, version, removed)
        VALUES ($1, $2, true)
        ON CONFLICT (id) DO UPDATE
        SET version = excluded.version, removed = true
        WHERE movie_view.version < excluded.version
        """;

    public bool Knows(OutboxRow row) => row.Type is MovieSaved.Type or MovieRemoved.Type;

    public void Project(IReadOnlyList<OutboxRow> rows, NpgsqlBatch batch)
    {
        foreach (var row in rows) Project(row, batch);
    }

    private static void Project(OutboxRow row, NpgsqlBatch batch)
    {
        switch (row.Type)
        {
            case MovieSaved.Type:
                var saved = Events.Read<MovieSaved>(row.Payload);
                batch.Add(Save).WithText(saved.Id).With(saved.Version).WithText(saved.Movie.Title).With(saved.Movie.Languages.ToArray())
                    .With(saved.Movie.Genres.ToArray()).WithJson(JsonSerializer.SerializeToUtf8Bytes(saved.Movie, Events.Json));
                break;
            case MovieRemoved.Type:
                var removed = Events.Read<MovieRemoved>(row.Payload);
                batch.Add(Remove).WithText(removed.Id).With(removed.Version);
                break;
        }
    }
}
