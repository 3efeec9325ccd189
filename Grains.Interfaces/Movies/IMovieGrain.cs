using Orleans.Concurrency;

namespace Marquee.Movies;

/// <summary>
/// Owns what is known about one movie. Keyed by movie id. Repeating a command that created it changes nothing and answers the same.
/// </summary>
[Alias("marquee.movie")]
public interface IMovieGrain : IGrainWithStringKey
{
    /// <summary>Creates or replaces the movie, as the command's precondition allows.</summary>
    [Alias("save")] Task<SaveMovieResult> Save(SaveMovie command);

    /// <summary>The movie as it is on disk, removed ones too. Null where there never was one.</summary>
    [Alias("get"), AlwaysInterleave] Task<MovieView?> Get();

    /// <summary>
    /// Takes the movie out of the catalogue: it leaves the lists and nothing new can be scheduled. Shows that are on sale go on under its
    /// title, because people have bought them; who wants those gone withdraws or cancels them.
    /// </summary>
    [Alias("remove")] Task<RemoveOutcome> Remove();
}
