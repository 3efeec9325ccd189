using Marquee.Movies;
using Marquee.Search.Domain;
using Marquee.Silo.Movies;
using Marquee.Silo.Postgres;
using Marquee.Silo.Reads;
using Npgsql;
using NpgsqlTypes;

namespace Marquee.Silo.Search;

/// <summary>
/// Finds movies by text. The database says which have the words, and which of those come first roughly; of that head the order is decided
/// by <see cref="Relevance"/>. What follows the head keeps the rough order.
/// </summary>
internal sealed class MovieSearch(ReadDatabase reads)
{
    private const int Head = 200;
    // With fewer than a page of titles that have the words, those come too that have similar ones.
    private const int Enough = 10;

    /// <summary>What the text means to this catalogue, and the head of what it finds, best first.</summary>
    public async Task<FoundMovies> FindAsync(MovieQuery query)
    {
        var text = Query.Of(query.Text!);
        if (text.IsEmpty) return new FoundMovies(new SearchTerms("", null, null, null, false), [], null);
        // All steps in one session: to take one out of the pool and put it back costs as much as a step.
        await using var connection = await reads.Catalogue.OpenConnectionAsync();
        if (!query.IsByShow) await Plans.KeepAsync(connection);
        IReadOnlyList<Reading> readings = [text.AsItStands];
        var found = await HeadAsync(connection, query, SearchTerms.Strict(text, readings), readings);
        if (text.IsBeginning || Does(found, text)) return found;

        readings = text.Readings(await SearchWords.KnownAsync(connection, text.Guesses));
        var terms = SearchTerms.Strict(text, readings);
        if (readings.Count > 1 && Does(found = await HeadAsync(connection, query, terms, readings), text)) return found;

        var words = readings.SelectMany(reading => reading.Wanted).Select(word => word.Written).Concat(text.Joined.Select(pair => pair.Word));
        var near = await SearchWords.NearAsync(connection, words);
        readings = [.. readings, .. text.NearReadings(near)];
        found = await HeadAsync(connection, query, terms.Misspelled(readings, near), readings);
        return found.Items.Count == 0 && terms.AllButOne(readings[0], near) is { } loose ? await HeadAsync(connection, query, loose, readings) : found;
    }

    /// <summary>Ids of what comes after the head, from a position in it on.</summary>
    public async Task<List<Placed>> TailAsync(MovieQuery query, SearchTerms terms, Placed after, int limit)
    {
        await using var command = reads.Catalogue.CreateCommand(MovieSql.Tail);
        command.Parameters.WithMovies(query).WithTerms(terms).With(after.Rank).WithText(after.Id).With(limit);
        await using var reader = await command.ExecuteReaderAsync();
        var tail = new List<Placed>();
        while (await reader.ReadAsync()) tail.Add(new Placed(reader.GetString(0), reader.GetInt64(1)));
        return tail;
    }

    /// <summary>True where nothing similar is needed.</summary>
    private static bool Does(FoundMovies found, Query text) =>
        found.Items.Any(film => Relevance.HasAllWords(film.Rank, text)) || found.Items.Count(film => Relevance.IsInTitle(film.Rank)) >= Enough;

    private static async Task<FoundMovies> HeadAsync(NpgsqlConnection connection, MovieQuery query, SearchTerms terms, IReadOnlyList<Reading> readings)
    {
        await using var command = new NpgsqlCommand(MovieSql.Head, connection);
        command.Parameters.WithMovies(query).WithTerms(terms).With(Head + 1);
        await using var reader = await command.ExecuteReaderAsync();
        var (films, last) = (new List<Placed>(), default(Placed));
        while (await reader.ReadAsync())
        {
            if (films.Count == Head) return new FoundMovies(terms, Ordered(films), last);
            var film = Film(reader);
            last = new Placed(film.Id, reader.GetInt64(8));
            films.Add(new Placed(film.Id, Relevance.Rank(readings, film)));
        }

        return new FoundMovies(terms, Ordered(films), null);
    }

    private static List<Placed> Ordered(List<Placed> films) => [.. films.OrderBy(film => film.Rank).ThenBy(film => film.Id, StringComparer.Ordinal)];

    private static FoundFilm Film(NpgsqlDataReader reader) => new(
        reader.GetString(0), reader.GetString(9), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetString(3),
        reader.GetBoolean(4), reader.GetBoolean(5), reader.GetFloat(6), reader.GetInt32(7));
}

/// <param name="Rank">Of the head <see cref="Relevance.Rank"/>, of the tail the database's; the smaller the better.</param>
internal readonly record struct Placed(string Id, long Rank);

/// <param name="Last">Where the head ends in the database's order; null where nothing comes after it.</param>
internal sealed record FoundMovies(SearchTerms Terms, IReadOnlyList<Placed> Items, Placed? Last);
