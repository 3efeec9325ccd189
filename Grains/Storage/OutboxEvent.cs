namespace Marquee.Storage;

/// <summary>
/// A fact that others hear of. Written to the outbox in the transaction that saves the state which raised it, so neither exists without
/// the other. Events of one aggregate are delivered in the order they were raised, each at least once under the same id.
/// </summary>
/// <param name="Topic"><see cref="Topics"/>.</param>
/// <param name="Type">Stable name, <c>booking-confirmed</c>.</param>
/// <param name="Aggregate">Id of what raised it; the key for order.</param>
/// <param name="Payload">JSON in UTF-8.</param>
public sealed record OutboxEvent(
    Guid Id,
    string Topic,
    string Type,
    string Aggregate,
    DateTimeOffset OccurredAt,
    ReadOnlyMemory<byte> Payload);

public static class Topics
{
    public const string Bookings = "bookings";
    public const string Payments = "payments";
    /// <summary>What the house decides: films, theaters, shows, and who may decide.</summary>
    public const string Catalog = "catalog";
}
