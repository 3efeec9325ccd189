using Orleans.Concurrency;

namespace Marquee.Copies;

/// <summary>
/// Tells whoever keeps copies of the catalogue that it has changed. Keyed by <see cref="Key"/>, one for the whole cluster, in memory alone: a
/// new activation has a new revision, and whoever sees that reads again.
/// </summary>
[Alias("marquee.catalogue-news")]
public interface ICatalogueNewsGrain : IGrainWithStringKey
{
    const string Key = "0";

    /// <summary>What is read from now on may be another than before.</summary>
    [Alias("tell"), AlwaysInterleave] Task Tell();

    /// <summary>The revision of now: at once where it is not the one that is known, and otherwise after a change or a moment.</summary>
    [Alias("after"), AlwaysInterleave] Task<long> After(long known, CancellationToken cancellation);
}
