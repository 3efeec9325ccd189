namespace Marquee.Movies;

/// <summary>A movie as the world sees it.</summary>
/// <param name="Version">From 1, rises by one with every change.</param>
/// <param name="Removed">True where it has left the catalogue and only its old shows still name it.</param>
[GenerateSerializer, Immutable, Alias("marquee.movie-view")]
public sealed record MovieView(
    [property: Id(0)] MovieId Id,
    [property: Id(1)] long Version,
    [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] DateTimeOffset UpdatedAt,
    [property: Id(4)] MovieDocument Document,
    [property: Id(5)] bool Removed);
