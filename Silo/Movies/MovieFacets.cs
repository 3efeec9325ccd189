using System.Collections.Concurrent;
using System.Collections.Immutable;
using Marquee.Movies;
using Marquee.Silo.Postgres;
using Marquee.Silo.Reads;
using Marquee.Silo.Search;
using Npgsql;

namespace Marquee.Silo.Movies;

/// <summary>
/// Counts languages and genres of what a query finds. Over the whole catalogue that takes longer than the query, so those counts are kept
/// until a movie changes.
/// </summary>
internal sealed class MovieFacets(ReadDatabase reads, TimeProvider clock)
{
    private const int MostKept = 256;
    // The relay and a rebuild write side by side, so a revision may become visible after a higher one: no count is trusted for long.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<(string? Language, string? Genre), Kept> _kept = [];

    /// <param name="terms">Null where the query has no text.</param>
    public async Task<FacetCounts> OfAsync(MovieQuery query, SearchTerms? terms)
    {
        if (terms is not null) return await CountAsync(MovieSql.FoundFacets, query, terms);
        if (query.IsByShow) return await CountAsync(MovieSql.FilteredFacets, query, null);

        await using var command = reads.Catalogue.CreateCommand(MovieSql.Revision);
        var revision = await command.ExecuteScalarAsync() as long? ?? 0;
        var (key, now) = ((query.Language, query.Genre), clock.GetTimestamp());
        if (_kept.TryGetValue(key, out var kept) && kept.Revision == revision && clock.GetElapsedTime(kept.At, now) < Longest) return kept.Counts;
        var counts = await CountAsync(MovieSql.FilteredFacets, query, null);
        if (_kept.Count >= MostKept) _kept.Clear();
        _kept[key] = new Kept(revision, now, counts);
        return counts;
    }

    private async Task<FacetCounts> CountAsync(string sql, MovieQuery query, SearchTerms? terms)
    {
        await using var batch = reads.Catalogue.CreateBatch();
        if (!query.IsByShow) batch.Add(Plans.Kept);
        var parameters = batch.Add(sql).WithMovies(query);
        if (terms is not null) parameters.WithTerms(terms);
        await using var reader = await batch.ExecuteReaderAsync();
        var (languages, genres) = (ImmutableArray.CreateBuilder<Facet>(), ImmutableArray.CreateBuilder<Facet>());
        while (await reader.ReadAsync())
            (reader.GetBoolean(0) ? languages : genres).Add(new Facet(reader.GetString(1), reader.GetInt64(2)));
        return new FacetCounts(languages.ToImmutable(), genres.ToImmutable());
    }

    private sealed record Kept(long Revision, long At, FacetCounts Counts);
}

internal readonly record struct FacetCounts(ImmutableArray<Facet> Languages, ImmutableArray<Facet> Genres);
