using System.Collections.Immutable;
using Marquee.Theaters;

namespace Marquee.Movies;

/// <summary>
/// Which movies to list; what is null does not matter. With a city, a point or a date only those that have a show there and then which has
/// not started.
/// </summary>
/// <param name="Text">Words of the title, the original title, cast, crew or the rest, perhaps misspelled, the last one perhaps only begun.</param>
/// <param name="Language">As the movie has it, see the facets.</param>
/// <param name="Genre">As the movie has it, see the facets.</param>
/// <param name="City">In any case, with or without accents.</param>
/// <param name="RadiusKm">Around <paramref name="Near"/>; without that it does not matter.</param>
/// <param name="Date">The day of the programme, in the theater's time zone: it begins at five in the morning.</param>
/// <param name="From">Now: shows that start before it do not count.</param>
/// <param name="Limit">1 to 100; anything else becomes the nearest of these.</param>
/// <param name="After"><see cref="MoviePage.Next"/> of the page before.</param>
[GenerateSerializer, Immutable, Alias("marquee.movie-query")]
public sealed record MovieQuery(
    [property: Id(0)] string? Text,
    [property: Id(1)] string? Language,
    [property: Id(2)] string? Genre,
    [property: Id(3)] string? City,
    [property: Id(4)] GeoPoint? Near,
    [property: Id(5)] double RadiusKm,
    [property: Id(6)] DateOnly? Date,
    [property: Id(7)] DateTimeOffset From,
    [property: Id(8)] int Limit,
    [property: Id(9)] string? After)
{
    /// <summary>True where only movies are wanted that have a certain show.</summary>
    public bool IsByShow => City is not null || Near is not null || Date is not null;
}

/// <param name="Next">Where the next page begins. Null on the last one.</param>
/// <param name="Languages">Of all that the query finds, most frequent first. Empty on every page but the first.</param>
/// <param name="Genres">As <paramref name="Languages"/>.</param>
[GenerateSerializer, Immutable, Alias("marquee.movie-page")]
public sealed record MoviePage(
    [property: Id(0)] ImmutableArray<MovieSummary> Items,
    [property: Id(1)] string? Next,
    [property: Id(2)] ImmutableArray<Facet> Languages,
    [property: Id(3)] ImmutableArray<Facet> Genres);

[GenerateSerializer, Immutable, Alias("marquee.movie-summary")]
public sealed record MovieSummary([property: Id(0)] MovieId Id, [property: Id(1)] MovieDocument Document);

/// <param name="Count">How many movies have the value.</param>
[GenerateSerializer, Immutable, Alias("marquee.facet")]
public sealed record Facet([property: Id(0)] string Value, [property: Id(1)] long Count);

/// <summary>Some of all movies. None where there are no more.</summary>
[GenerateSerializer, Immutable, Alias("marquee.movie-export")]
public sealed record MovieExport([property: Id(0)] ImmutableArray<MovieSummary> Movies)
{
    public const int Most = 1_000;
}
