using System.Collections.Immutable;
using Marquee.Movies;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;
using Orleans.Concurrency;

namespace Marquee.Silo.Movies;

[GrainType("movie-queries"), StatelessWorker, Reentrant]
internal sealed class MovieQueries(NpgsqlDataSource database, ReadBarrier barrier) : Grain, IMovieQueries
{
    public async Task<MoviePage> List(MovieQuery query)
    {
        var after = default(Keyset);
        if (query.After is not null && !Keyset.TryRead(query.After, out after)) return new MoviePage([], null, [], []);

        await barrier.WaitAsync(Topics.Catalog);
        var (items, next) = await PageAsync(query, after);
        var (languages, genres) = query.After is null ? await FacetsAsync(query) : ([], []);
        return new MoviePage(items, next, languages, genres);
    }

    private async Task<(ImmutableArray<MovieSummary> Items, string? Next)> PageAsync(MovieQuery query, Keyset after)
    {
        var limit = Keyset.Limit(query.Limit);
        await using var command = database.CreateCommand(MovieSql.Page);
        command.Parameters.WithMovies(query).WithText(after.Key).WithText(after.Id).With(limit + 1);
        await using var reader = await command.ExecuteReaderAsync();
        var (items, last) = (ImmutableArray.CreateBuilder<MovieSummary>(), default(Keyset));
        while (await reader.ReadAsync())
        {
            if (items.Count == limit) return (items.ToImmutable(), last.ToString());
            last = new Keyset(reader.GetString(0), reader.GetString(1));
            items.Add(new MovieSummary(Ids.Parse<MovieId>(last.Id), Events.Read<MovieDocument>(reader.GetFieldValue<byte[]>(2))));
        }

        return (items.ToImmutable(), null);
    }

    private async Task<(ImmutableArray<Facet> Languages, ImmutableArray<Facet> Genres)> FacetsAsync(MovieQuery query)
    {
        await using var command = database.CreateCommand(MovieSql.Facets);
        command.Parameters.WithMovies(query);
        await using var reader = await command.ExecuteReaderAsync();
        var (languages, genres) = (ImmutableArray.CreateBuilder<Facet>(), ImmutableArray.CreateBuilder<Facet>());
        while (await reader.ReadAsync())
            (reader.GetBoolean(0) ? languages : genres).Add(new Facet(reader.GetString(1), reader.GetInt64(2)));
        return (languages.ToImmutable(), genres.ToImmutable());
    }
}
