using Marquee.Shows;

namespace Marquee.Bookings;

/// <summary>What the show knows of seats whose booking has not told it the end.</summary>
/// <param name="Payment">The payment the seats were last said to be paid by, or null where none had begun.</param>
/// <param name="Overdue">True once the hold or the payment's deadline has passed.</param>
/// <param name="Unsold">True where the show knows that it has not sold the seats, so that nobody need take them back.</param>
[GenerateSerializer, Immutable, Alias("marquee.open-claim")]
public sealed record OpenClaim(
    [property: Id(0)] ShowId Show,
    [property: Id(1)] PaymentId? Payment,
    [property: Id(2)] bool Overdue,
    [property: Id(3)] bool Unsold = false);
