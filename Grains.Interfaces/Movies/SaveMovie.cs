namespace Marquee.Movies;

/// <summary>Writes a movie. An <see cref="MovieDocument.ExternalId"/> that it has stays where the new document names none.</summary>
/// <param name="OnlyIfChanged">True where a document that is there already shall not be written again.</param>
[GenerateSerializer, Immutable, Alias("marquee.save-movie")]
public sealed record SaveMovie(
    [property: Id(0)] MovieDocument Document,
    [property: Id(1)] Precondition When,
    [property: Id(2)] bool OnlyIfChanged = false);

/// <param name="Movie">The movie after the command. Null where it was refused.</param>
[GenerateSerializer, Immutable, Alias("marquee.save-movie-result")]
public sealed record SaveMovieResult(
    [property: Id(0)] SaveOutcome Outcome,
    [property: Id(1)] MovieView? Movie);
