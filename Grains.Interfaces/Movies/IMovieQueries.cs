using Orleans.Concurrency;

namespace Marquee.Movies;

/// <summary>
/// Finds movies of the catalogue. Owns nothing; the key is ignored. An answer has what was saved before it was asked for, unless the
/// events of it are more than a quarter of a second behind.
/// </summary>
[Alias("marquee.movie-queries")]
public interface IMovieQueries : IGrainWithIntegerKey
{
    /// <summary>Movies that were not removed: the best match first where the query has a text, else by title.</summary>
    [Alias("list"), AlwaysInterleave] Task<MoviePage> List(MovieQuery query);

    /// <summary>Every movie that was not removed, by id, <paramref name="limit"/> at a time.</summary>
    /// <param name="after">The last id of what was answered before; null at first.</param>
    /// <param name="limit">1 to <see cref="MovieExport.Most"/>.</param>
    [Alias("export"), AlwaysInterleave] Task<MovieExport> Export(string? after, int limit);
}
