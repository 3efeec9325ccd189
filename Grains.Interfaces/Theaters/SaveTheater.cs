namespace Marquee.Theaters;

/// <summary>Writes the details of a theater; its screens stay as they are.</summary>
[GenerateSerializer, Immutable, Alias("marquee.save-theater")]
public sealed record SaveTheater(
    [property: Id(0)] TheaterDetails Details,
    [property: Id(1)] Precondition When);

/// <param name="Theater">The theater after the command. Null where it was refused.</param>
[GenerateSerializer, Immutable, Alias("marquee.save-theater-result")]
public sealed record SaveTheaterResult(
    [property: Id(0)] SaveOutcome Outcome,
    [property: Id(1)] TheaterView? Theater);
