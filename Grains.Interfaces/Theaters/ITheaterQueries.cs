using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Marquee.Theaters;

/// <summary>
/// Finds theaters. Owns nothing; the key is ignored. An answer has what was saved before it was asked for, unless the events of it are more
/// than a quarter of a second behind.
/// </summary>
[Alias("marquee.theater-queries")]
public interface ITheaterQueries : IGrainWithIntegerKey
{
    /// <summary>Theaters that were not removed: the nearest first where the query has a point, else by name.</summary>
    [Alias("list"), AlwaysInterleave] Task<TheaterPage> List(TheaterQuery query);

    /// <summary>Cities that have a theater, by name.</summary>
    [Alias("cities"), AlwaysInterleave] Task<ImmutableArray<CitySummary>> Cities();
}
