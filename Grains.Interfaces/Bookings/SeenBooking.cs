using System.Collections.Immutable;

namespace Marquee.Bookings;

/// <summary>A version of a booking that somebody knows of, and wants to see or a later one.</summary>
[GenerateSerializer, Immutable, Alias("marquee.seen-booking")]
public readonly record struct SeenBooking([property: Id(0)] BookingId Id, [property: Id(1)] int Version);

/// <param name="Customer">Whose; null for everybody's.</param>
/// <param name="Show">Null for all.</param>
/// <param name="Status">Null for all.</param>
/// <param name="Limit">1 to 100; anything else becomes the nearest of these.</param>
/// <param name="After"><see cref="BookingPage.Next"/> of the page before.</param>
/// <param name="Seen">The answer has these versions or later ones. One of a booking that is not <paramref name="Owner"/>'s is never there.</param>
/// <param name="Owner">Who asks, where it is not somebody who may see everything.</param>
[GenerateSerializer, Immutable, Alias("marquee.booking-list-query")]
public sealed record BookingListQuery(
    [property: Id(0)] UserId? Customer,
    [property: Id(1)] ShowId? Show,
    [property: Id(2)] BookingStatus? Status,
    [property: Id(3)] int Limit,
    [property: Id(4)] string? After,
    [property: Id(5)] ImmutableArray<SeenBooking> Seen,
    [property: Id(6)] UserId? Owner = null);
