using System.Collections.Immutable;
using Marquee.Theaters;

namespace Marquee.Shows;

/// <summary>
/// The plan of the hall and what each seat is worth to a customer now. <paramref name="Status"/> runs parallel to <see cref="SeatPlanView.Seats"/>.
/// </summary>
/// <param name="Version">Rises with every change; the same version is the same map.</param>
/// <param name="FreesAt">When the clock alone makes another map of it, by ending a hold; null where nothing is held.</param>
[GenerateSerializer, Immutable, Alias("marquee.seat-map-view")]
public sealed record SeatMapView(
    [property: Id(0)] ShowId Show,
    [property: Id(1)] long Version,
    [property: Id(2)] SeatPlanView Plan,
    [property: Id(3)] ImmutableArray<SeatStatus> Status,
    [property: Id(4)] DateTimeOffset? FreesAt = null);

/// <summary>What a customer may know of a seat. One who is paying still holds.</summary>
public enum SeatStatus : byte
{
    Free = 0,
    Held = 1,
    Sold = 2,
    Blocked = 3,
}
