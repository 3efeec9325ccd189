using System.Collections.Immutable;
using Marquee.Search;
using Orleans.Concurrency;

namespace Marquee.Silo.Search;

[GrainType("search-queries"), StatelessWorker, Reentrant]
internal sealed class SearchQueries(Suggestions suggestions) : Grain, ISearchQueries
{
    public Task<ImmutableArray<Suggestion>> Suggest(string text, string? city, DateTimeOffset now) => suggestions.FindAsync(text, city, now);
}
