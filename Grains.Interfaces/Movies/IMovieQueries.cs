using Orleans.Concurrency;

namespace Marquee.Movies;

/// <summary>
/// Finds movies of the catalogue. Owns nothing; the key is ignored. An answer has what was saved before it was asked for, unless the
/// events of it are more than a quarter of a second behind.
/// </summary>
[Alias("marquee.movie-queries")]
public interface IMovieQueries : IGrainWithIntegerKey
{
    /// <summary>Movies that were not removed, by title.</summary>
    [Alias("list"), AlwaysInterleave] Task<MoviePage> List(MovieQuery query);
}
