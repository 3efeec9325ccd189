namespace Marquee.Notifications;

/// <summary>A show was moved, for one of its bookings. Only in the inbox of those who tell customers: it is made there, a row a booking.</summary>
/// <param name="Moves">How often the show had been moved with that; 0 in rows of an older version.</param>
internal sealed record ShowMovedForBooking(
    string Booking, string Customer, DateTimeOffset StartsAt, DateTimeOffset Before, string Show, IReadOnlyList<string> Seats, Money Paid, int Moves)
{
    public const string Type = "show-moved-for-booking";
}

/// <summary>A message that no channel could deliver. Among the dead letters; a replay sends it again.</summary>
internal sealed record Undelivered(string Notification, string Booking, string Customer, string Kind)
{
    public const string Type = "notification-undelivered";
    public const string Topic = "notifications";
}
