using System.Collections.Immutable;
using Marquee.Theaters;

namespace Marquee.Shows;

/// <summary>
/// The plan of the hall and what each seat is worth to a customer now. <paramref name="Status"/> runs parallel to <see cref="SeatPlanView.Seats"/>.
/// </summary>
/// <param name="Version">Rises with every change; the same version is the same map.</param>
[GenerateSerializer, Immutable, Alias("marquee.seat-map-view")]
public sealed record SeatMapView(
    [property: Id(0)] ShowId Show,
    [property: Id(1)] long Version,
    [property: Id(2)] SeatPlanView Plan,
    [property: Id(3)] ImmutableArray<SeatStatus> Status);

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

/// <summary>What a customer may know of a seat. One who is paying still holds.</summary>
public enum SeatStatus : byte
{
    Free = 0,
    Held = 1,
    Sold = 2,
    Blocked = 3,
}
