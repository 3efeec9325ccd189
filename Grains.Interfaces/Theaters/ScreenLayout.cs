using System.Collections.Immutable;

namespace Marquee.Theaters;

/// <summary>The seats of a screen, row by row from the one nearest the picture to the back.</summary>
[GenerateSerializer, Immutable, Alias("marquee.screen-layout")]
public sealed record ScreenLayout([property: Id(0)] ImmutableArray<LayoutRow> Rows);

/// <summary>
/// One row. <paramref name="Seats"/> lists seat numbers and gaps from left to right: <c>1-12,_,13-20</c>, where <c>_</c> is one column of aisle.
/// A seat's label is the row's label and its number, <c>A1</c>.
/// </summary>
[GenerateSerializer, Immutable, Alias("marquee.layout-row")]
public sealed record LayoutRow(
    [property: Id(0)] string Label,
    [property: Id(1)] SeatCategory Category,
    [property: Id(2)] string Seats,
    [property: Id(3)] ImmutableArray<string> Wheelchair,
    [property: Id(4)] ImmutableArray<string> Companion);
