using System.Collections.Immutable;
using Marquee.Movies;
using Marquee.Search;
using Marquee.Search.Domain;
using Marquee.Silo.Movies;
using Marquee.Silo.Postgres;
using Marquee.Silo.Reads;
using Marquee.Storage;
using Npgsql;

namespace Marquee.Silo.Search;

/// <summary>Looks up what somebody may be typing.</summary>
internal sealed class Suggestions(ReadDatabase reads, MovieSearch search)
{
    private const int MostMovies = 6;
    private const int MostTheaters = 3;
    private const int MostCities = 2;
    private const int MostSimilar = 5;
    private const int LeastForSimilar = 4;

    public async Task<ImmutableArray<Suggestion>> FindAsync(string text, string? city, DateTimeOffset now)
    {
        var query = Query.Of(text);
        if (query.IsEmpty) return [];
        var place = city is null ? null : TheaterText.CityKey(city);
        var found = await LookUpAsync(query, text, place, now);
        return found.IsEmpty && query.Key.Length >= LeastForSimilar ? await SimilarAsync(text, now) : found;
    }

    private async Task<ImmutableArray<Suggestion>> LookUpAsync(Query query, string text, string? city, DateTimeOffset now)
    {
        // One way to the database and back for all three kinds.
        await using var batch = reads.Catalogue.CreateBatch();
        batch.Add(Plans.Kept);
        var movies = batch.Add(query.IsBeginning ? SuggestionSql.Beginnings : SuggestionSql.Words).WithText(query.Key).WithText(city).WithTime(now).With(MostMovies);
        if (!query.IsBeginning) movies.WithText(SearchTerms.Strict(query, [query.AsItStands]).Begun);
        var key = TheaterText.CityKey(text);
        batch.Add(SuggestionSql.Theaters).WithText(SearchTerms.OfNames(text)).WithText(city).WithText(key).With(MostTheaters);
        batch.Add(SuggestionSql.Cities).WithText(key).With(MostCities);

        await using var reader = await batch.ExecuteReaderAsync();
        var found = ImmutableArray.CreateBuilder<Suggestion>();
        do
        {
            for (var left = found.Count + MostMovies; await reader.ReadAsync() && found.Count < left;)
            {
                var suggestion = new Suggestion((SuggestionKind)reader.GetInt32(0), reader.GetString(1), reader.GetString(2));
                if (!found.Contains(suggestion)) found.Add(suggestion);
            }
        }
        while (await reader.NextResultAsync());
        return found.ToImmutable();
    }

    /// <summary>Nothing begins so: then what was typed is misspelled.</summary>
    private async Task<ImmutableArray<Suggestion>> SimilarAsync(string text, DateTimeOffset now)
    {
        var found = await search.FindAsync(new MovieQuery(text, null, null, null, null, 0, null, now, MostSimilar, null));
        string[] ids = [.. found.Items.Take(MostSimilar).Select(film => film.Id)];
        await using var command = reads.Catalogue.CreateCommand(MovieSql.Documents);
        command.Parameters.With(ids);
        await using var reader = await command.ExecuteReaderAsync();
        var titles = new Dictionary<string, string>();
        while (await reader.ReadAsync()) titles[reader.GetString(0)] = Events.Read<MovieDocument>(reader.GetFieldValue<byte[]>(1)).Title;
        return [.. ids.Where(titles.ContainsKey).Select(id => new Suggestion(SuggestionKind.Movie, id, titles[id]))];
    }
}
