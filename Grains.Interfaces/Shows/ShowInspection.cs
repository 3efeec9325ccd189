using System.Collections.Immutable;

namespace Marquee.Shows;

/// <summary>A show's activation as an operator sees it.</summary>
/// <param name="Silo">The address of the silo it lives on.</param>
/// <param name="Version">Of the seat map on disk.</param>
/// <param name="Waiting">Holds that wait for a write.</param>
/// <param name="Watchers">API processes that are told of every change.</param>
/// <param name="Claims">Whoever has, or may still get, seats and has not told how it ended.</param>
[GenerateSerializer, Immutable, Alias("marquee.show-inspection")]
public sealed record ShowInspection(
    [property: Id(0)] string Silo,
    [property: Id(1)] long Version,
    [property: Id(2)] int Seats,
    [property: Id(3)] int Free,
    [property: Id(4)] int Sold,
    [property: Id(5)] int Waiting,
    [property: Id(6)] int Watchers,
    [property: Id(7)] ImmutableArray<OpenSeats> Claims);

/// <param name="Phase">As the seat map calls it: held, paying, sold or lapsed.</param>
/// <param name="Until">When the hold ends, or the time there is to pay.</param>
[GenerateSerializer, Immutable, Alias("marquee.open-seats")]
public sealed record OpenSeats(
    [property: Id(0)] BookingId Booking,
    [property: Id(1)] string Phase,
    [property: Id(2)] ImmutableArray<string> Seats,
    [property: Id(3)] DateTimeOffset Until,
    [property: Id(4)] PaymentId? Payment);
