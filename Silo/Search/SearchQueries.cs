using System.Collections.Immutable;
using Marquee.Search;
using Marquee.Silo.Reads;
using Orleans.Concurrency;

namespace Marquee.Silo.Search;

[GrainType("search-queries"), StatelessWorker, Reentrant]
internal sealed class SearchQueries(Suggestions suggestions, FreshReads fresh) : Grain, ISearchQueries
{
    public Task<ImmutableArray<Suggestion>> Suggest(string text, string? city, DateTimeOffset now) =>
        fresh.AgainAsync(() => suggestions.FindAsync(text, city, now));
}
