using Marquee.Theaters;
using Orleans.Concurrency;

namespace Marquee.Shows;

/// <summary>
/// Finds shows that have not started and were not withdrawn. Owns nothing; the key is ignored. An answer has what was saved before it was
/// asked for, unless the events of it are more than a quarter of a second behind.
/// </summary>
[Alias("marquee.show-queries")]
public interface IShowQueries : IGrainWithIntegerKey
{
    /// <summary>Shows of a movie. What is null does not matter.</summary>
    /// <param name="city">In any case, with or without accents.</param>
    /// <param name="radiusKm">Around <paramref name="near"/>; without that it does not matter.</param>
    /// <param name="date">The day of the programme, in the theater's time zone: it begins at five in the morning.</param>
    /// <param name="from">Now: shows that start before it are left out.</param>
    [Alias("of-movie"), AlwaysInterleave]
    Task<ShowList> OfMovie(MovieId movie, string? city, GeoPoint? near, double radiusKm, DateOnly? date, DateTimeOffset from);

    /// <summary>Shows in a theater.</summary>
    /// <inheritdoc cref="OfMovie" path="/param"/>
    [Alias("of-theater"), AlwaysInterleave] Task<ShowList> OfTheater(TheaterId theater, DateOnly? date, DateTimeOffset from);
}
