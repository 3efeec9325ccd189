using System.Collections.Immutable;

namespace Marquee.Theaters;

/// <summary>Rows from the picture to the back, and their seats one after the other.</summary>
[GenerateSerializer, Immutable, Alias("marquee.seat-plan-view")]
public sealed record SeatPlanView([property: Id(0)] ImmutableArray<PlannedSeat> Seats);

/// <param name="Row">Label of the row.</param>
/// <param name="X">Column on the plan, from 0; aisles take columns too.</param>
[GenerateSerializer, Immutable, Alias("marquee.planned-seat")]
public sealed record PlannedSeat(
    [property: Id(0)] string Row,
    [property: Id(1)] string Label,
    [property: Id(2)] SeatCategory Category,
    [property: Id(3)] SeatKind Kind,
    [property: Id(4)] int X);
