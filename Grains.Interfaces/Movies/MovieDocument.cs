using System.Collections.Immutable;

namespace Marquee.Movies;

/// <summary>What is known about a film. Free-form beyond the fields that search and lists need.</summary>
/// <param name="Languages">Languages it is shown in, the original one first.</param>
/// <param name="ExternalId">The id it has in whoever's catalogue it was taken from; unique where given.</param>
/// <param name="Attributes">A JSON object as text, kept as it was given.</param>
[GenerateSerializer, Immutable, Alias("marquee.movie-document")]
public sealed record MovieDocument(
    [property: Id(0)] string Title,
    [property: Id(1)] string? OriginalTitle,
    [property: Id(2)] ImmutableArray<string> Languages,
    [property: Id(3)] ImmutableArray<string> Genres,
    [property: Id(4)] int DurationMinutes,
    [property: Id(5)] string? Certificate,
    [property: Id(6)] DateOnly? ReleaseDate,
    [property: Id(7)] string? Synopsis,
    [property: Id(8)] string? PosterUrl,
    [property: Id(9)] ImmutableArray<Credit> Cast,
    [property: Id(10)] ImmutableArray<Credit> Crew,
    [property: Id(11)] ImmutableArray<string> Tags,
    [property: Id(12)] string? ExternalId,
    [property: Id(13)] string? Attributes);

/// <param name="Role">The part somebody plays or the job somebody does, where known.</param>
[GenerateSerializer, Immutable, Alias("marquee.credit")]
public sealed record Credit([property: Id(0)] string Name, [property: Id(1)] string? Role);
