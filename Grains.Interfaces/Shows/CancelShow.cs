using System.Collections.Immutable;

namespace Marquee.Shows;

/// <summary>Closes a show for good because it will not take place.</summary>
[GenerateSerializer, Immutable, Alias("marquee.cancel-show")]
public sealed record CancelShow([property: Id(0)] string Reason, [property: Id(1)] UserId By);

public enum CloseShowOutcome
{
    Closed = 0,
    NotFound = 1,

    /// <summary>It is over; what was shown is not taken back.</summary>
    Ended = 2,
}

/// <param name="Claims">Every booking that has seats of the show. No other can come to have any.</param>
[GenerateSerializer, Immutable, Alias("marquee.close-show-result")]
public sealed record CloseShowResult(
    [property: Id(0)] CloseShowOutcome Outcome,
    [property: Id(1)] ImmutableArray<ShowClaim> Claims);

/// <param name="Payment">The payment that the seats wait for, where there is one.</param>
[GenerateSerializer, Immutable, Alias("marquee.show-claim")]
public sealed record ShowClaim(
    [property: Id(0)] BookingId Booking,
    [property: Id(1)] PaymentId? Payment);
