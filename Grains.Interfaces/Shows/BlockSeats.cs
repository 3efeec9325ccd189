using System.Collections.Immutable;

namespace Marquee.Shows;

/// <summary>Takes seats off sale or puts them back: broken, for the house, for the press.</summary>
[GenerateSerializer, Immutable, Alias("marquee.block-seats")]
public sealed record BlockSeats(
    [property: Id(0)] ImmutableArray<string> Seats,
    [property: Id(1)] string Reason);

public enum BlockOutcome
{
    Done = 0,
    SeatsUnavailable = 1,
    SeatUnknown = 2,
    ShowNotFound = 3,
}

[GenerateSerializer, Immutable, Alias("marquee.block-result")]
public sealed record BlockResult(
    [property: Id(0)] BlockOutcome Outcome,
    [property: Id(1)] ImmutableArray<string> Refused);
