using System.Collections.Immutable;
using System.Globalization;
using Marquee.Movies;
using Marquee.Silo.Postgres;
using Marquee.Silo.Reads;
using Marquee.Silo.Search;
using Marquee.Storage;
using Npgsql;
using Orleans.Concurrency;

namespace Marquee.Silo.Movies;

[GrainType("movie-queries"), StatelessWorker, Reentrant]
internal sealed class MovieQueries(ReadDatabase reads, FreshReads fresh, MovieSearch search, MovieFacets facets) : Grain, IMovieQueries
{
    // Where the page before ended: among those whose order is decided, or behind them.
    private const char InHead = 'h';
    private const char InTail = 't';

    public async Task<MoviePage> List(MovieQuery query)
    {
        var after = default(Keyset);
        if (query.After is not null && !Keyset.TryRead(query.After, out after)) return new MoviePage([], null, [], []);

        return await fresh.CatalogueAsync(() => PageAsync(query, after));
    }

    public async Task<MovieExport> Export(string? after, int limit) =>
        after is null ? await fresh.CatalogueAsync(() => ExportAsync(after, limit)) : await fresh.AgainAsync(() => ExportAsync(after, limit));

    private async Task<MoviePage> PageAsync(MovieQuery query, Keyset after)
    {
        var found = query.Text is null ? null : await search.FindAsync(query);
        var (items, next) = found is null ? await ByTitleAsync(query, after) : await ByRankAsync(query, found, after);
        var counts = query.After is null ? await facets.OfAsync(query, found?.Terms) : new FacetCounts([], []);
        return new MoviePage(items, next, counts.Languages, counts.Genres);
    }

    private async Task<MovieExport> ExportAsync(string? after, int limit)
    {
        await using var command = reads.Catalogue.CreateCommand(MovieSql.ById);
        command.Parameters.WithText(after ?? "").With(Math.Clamp(limit, 1, MovieExport.Most));
        await using var reader = await command.ExecuteReaderAsync();
        var movies = ImmutableArray.CreateBuilder<MovieSummary>();
        while (await reader.ReadAsync()) movies.Add(Summary(reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
        return new MovieExport(movies.ToImmutable());
    }

    private async Task<(ImmutableArray<MovieSummary> Items, string? Next)> ByTitleAsync(MovieQuery query, Keyset after)
    {
        var limit = Keyset.Limit(query.Limit);
        await using var command = reads.Catalogue.CreateCommand(MovieSql.ByTitle);
        command.Parameters.WithMovies(query).WithText(after.Key).WithText(after.Id).With(limit + 1);
        await using var reader = await command.ExecuteReaderAsync();
        var (items, last) = (ImmutableArray.CreateBuilder<MovieSummary>(), default(Keyset));
        while (await reader.ReadAsync())
        {
            if (items.Count == limit) return (items.ToImmutable(), last.ToString());
            last = new Keyset(reader.GetString(0), reader.GetString(1));
            items.Add(Summary(last.Id, reader.GetFieldValue<byte[]>(2)));
        }

        return (items.ToImmutable(), null);
    }

    private async Task<(ImmutableArray<MovieSummary> Items, string? Next)> ByRankAsync(MovieQuery query, FoundMovies found, Keyset after)
    {
        var limit = Keyset.Limit(query.Limit);
        var (where, from) = (InHead, new Placed("", -1));
        if (query.After is not null && !TryPlace(after, out where, out from)) return ([], null);

        // One more than the page shows whether there is another.
        var page = where == InTail ? [] : found.Items.SkipWhile(film => (film.Rank, film.Id).CompareTo((from.Rank, from.Id)) <= 0).Take(limit + 1).Select(film => (In: InHead, Film: film)).ToList();
        if (page.Count <= limit && found.Last is { } last)
        {
            var tail = await search.TailAsync(query, found.Terms, where == InTail ? from : last, limit + 1 - page.Count);
            page.AddRange(tail.Select(film => (InTail, film)));
        }

        var items = await DocumentsAsync([.. page.Take(limit).Select(film => film.Film.Id)]);
        return (items, page.Count <= limit ? null : new Keyset(page[limit - 1].Film.Id, $"{page[limit - 1].In}{page[limit - 1].Film.Rank}").ToString());
    }

    private async Task<ImmutableArray<MovieSummary>> DocumentsAsync(string[] ids)
    {
        await using var command = reads.Catalogue.CreateCommand(MovieSql.Documents);
        command.Parameters.With(ids);
        await using var reader = await command.ExecuteReaderAsync();
        var movies = new Dictionary<string, MovieSummary>();
        while (await reader.ReadAsync()) movies[reader.GetString(0)] = Summary(reader.GetString(0), reader.GetFieldValue<byte[]>(1));
        return [.. ids.Where(movies.ContainsKey).Select(id => movies[id])];
    }

    private static MovieSummary Summary(string id, byte[] document) => new(Ids.Parse<MovieId>(id), Events.Read<MovieDocument>(document));

    private static bool TryPlace(Keyset position, out char where, out Placed place)
    {
        (where, place) = (position.Key is [var first, ..] ? first : ' ', default);
        if (where is not (InHead or InTail) || !long.TryParse(position.Key.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var rank)) return false;
        place = new Placed(position.Id, rank);
        return true;
    }
}
