using Marquee.Jobs;

namespace Marquee.Search;

/// <summary>Rebuilds what is searched from the grains that own it. Keyed by <see cref="Key"/>, one for the whole cluster.</summary>
[Alias("marquee.search-index")]
public interface ISearchIndexGrain : IGrainWithStringKey
{
    const string Key = "0";

    /// <summary>
    /// Begins to write every movie, theater and show into the search tables again, while they are used. Where that is under way already,
    /// it answers with that.
    /// </summary>
    [Alias("rebuild")] Task<JobView> Rebuild();
}
