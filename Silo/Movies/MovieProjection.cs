using System.Text.Json;
using Marquee.Movies;
using Marquee.Search.Domain;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Silo.Search;
using Marquee.Storage;
using Npgsql;

namespace Marquee.Silo.Movies;

/// <summary>Keeps <c>movie_view</c>, and the vocabulary of its words.</summary>
internal sealed class MovieProjection : IProjection
{
    private const string Save =
        """
        INSERT INTO movie_view
          (id, version, removed, title, languages, genres, document,
           title_key, original_key, names, titles, people, words, popularity, year, folded)
        VALUES ($1, $2, false, $3, $4, $5, $6, $7, $8, $9, array_to_tsvector($10), array_to_tsvector($11), array_to_tsvector($12), $13, $14, $15)
        ON CONFLICT (id) DO UPDATE
        SET version = excluded.version, removed = false, title = excluded.title, languages = excluded.languages, genres = excluded.genres,
          document = excluded.document, title_key = excluded.title_key, original_key = excluded.original_key, names = excluded.names,
          titles = excluded.titles, people = excluded.people, words = excluded.words, popularity = excluded.popularity, year = excluded.year,
          folded = excluded.folded, revision = excluded.revision
        WHERE movie_view.version <= excluded.version AND (movie_view.version, movie_view.removed, movie_view.folded) <> (excluded.version, false, excluded.folded)
        """;

    private const string Remove =
        """
        INSERT INTO movie_view (id, version, removed)
        VALUES ($1, $2, true)
        ON CONFLICT (id) DO UPDATE
        SET version = excluded.version, removed = true, revision = excluded.revision
        WHERE movie_view.version < excluded.version
        """;

    public bool Knows(OutboxRow row) => row.Type is MovieSaved.Type or MovieRemoved.Type;

    public void Project(IReadOnlyList<OutboxRow> rows, NpgsqlBatch batch) => AddTo(batch, [.. rows.Select(Written)]);

    /// <summary>What writes movies as they are at their versions, unless later ones are there.</summary>
    public static void AddTo(NpgsqlBatch batch, IReadOnlyList<WrittenMovie> movies)
    {
        var texts = movies.Select(movie => movie.Document is { } document ? FilmText.Of(document) : null).ToList();
        SearchWords.AddTo(batch, texts.OfType<FilmText>().SelectMany(text => text.Vocabulary));
        foreach (var (movie, text) in movies.Zip(texts))
        {
            if (text is null) batch.Add(Remove).WithText(movie.Id).With(movie.Version);
            else AddTo(batch, movie.Id, movie.Version, movie.Document!, text);
        }
    }

    private static void AddTo(NpgsqlBatch batch, string id, long version, MovieDocument movie, FilmText text)
    {
        string[] titles = [.. text.Titles.Union(text.Joined)];
        batch.Add(Save).WithText(id).With(version).WithText(movie.Title).With(movie.Languages.ToArray()).With(movie.Genres.ToArray())
            .WithJson(JsonSerializer.SerializeToUtf8Bytes(movie, Events.Json)).WithText(text.Title).WithText(text.OriginalTitle).WithText(text.Names)
            .With(titles).With(text.People).With(titles.Union(text.People).Union(text.Rest).ToArray())
            .With(text.Popularity).With(text.Year).With(Folded.Mark(version));
    }

    private static WrittenMovie Written(OutboxRow row)
    {
        if (row.Type == MovieRemoved.Type)
        {
            var removed = row.Read<MovieRemoved>();
            return new WrittenMovie(removed.Id, removed.Version, null);
        }

        var saved = row.Read<MovieSaved>();
        return new WrittenMovie(saved.Id, saved.Version, saved.Movie);
    }
}

/// <param name="Document">Null where the movie was removed.</param>
internal sealed record WrittenMovie(string Id, long Version, MovieDocument? Document)
{
    public static WrittenMovie Of(MovieView movie) => new(movie.Id.ToString(), movie.Version, movie.Removed ? null : movie.Document);
}
