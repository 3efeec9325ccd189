namespace Marquee.Bookings;

/// <summary>
/// Payload of every event on the bookings topic: the booking as it is after the change. The event's type names the change:
/// <c>booking-created</c>, <c>booking-paying</c> where the provider did not answer at once, <c>booking-pending</c> where that payment
/// failed, <c>booking-confirmed</c>, <c>booking-expired</c>, <c>booking-failed</c>, <c>booking-refunded</c>.
/// </summary>
public sealed record BookingChanged(
    string Id,
    int Version,
    string Customer,
    string Show,
    BookingStatus Status,
    IReadOnlyList<string> Seats,
    BookingPrice Price,
    DateTimeOffset CreatedAt,
    string? Payment)
{
    public const string Created = "booking-created";
    public const string Paying = "booking-paying";
    public const string PendingAgain = "booking-pending";
    public const string Refunded = "booking-refunded";
    public const string Confirmed = "booking-confirmed";
    public const string Expired = "booking-expired";
    public const string Failed = "booking-failed";
}
