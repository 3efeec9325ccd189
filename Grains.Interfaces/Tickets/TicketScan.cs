using System.Collections.Immutable;

namespace Marquee.Tickets;

/// <summary>One look at one ticket, at a door.</summary>
/// <param name="Id">Derived from who scanned and their key for this scan; a repeat carries the same.</param>
/// <param name="Code">As it was read.</param>
/// <param name="Seats">Labels of those who come in; none for all that the ticket names.</param>
/// <param name="Show">The show that is let in at this door; null for any.</param>
/// <param name="Door">Name of the door or of the device.</param>
/// <param name="ScannedAt">When the guests were let in by a device that could not ask. Null where they wait for the answer.</param>
[GenerateSerializer, Immutable, Alias("marquee.ticket-scan")]
public sealed record TicketScan(
    [property: Id(0)] CheckInId Id,
    [property: Id(1)] string Code,
    [property: Id(2)] ImmutableArray<string> Seats,
    [property: Id(3)] UserId By,
    [property: Id(4)] DoorPass Pass,
    [property: Id(5)] ShowId? Show,
    [property: Id(6)] string? Door,
    [property: Id(7)] DateTimeOffset? ScannedAt,
    [property: Id(8)] Fingerprint Fingerprint);

/// <summary>Where somebody may let guests in.</summary>
/// <param name="Everywhere">True for admins: every theater, and at any time.</param>
[GenerateSerializer, Immutable, Alias("marquee.door-pass")]
public sealed record DoorPass(
    [property: Id(0)] bool Everywhere,
    [property: Id(1)] ImmutableArray<TheaterId> Theaters)
{
    public bool Covers(TheaterId theater) => Everywhere || (!Theaters.IsDefault && Theaters.Contains(theater));
}
