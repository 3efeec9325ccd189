namespace Marquee.LoadTest.Invariants;

/// <summary>A booking as the database has it.</summary>
/// <param name="Seats">Those it has; of one that is over, those it had.</param>
internal sealed record Kept(string Booking, string Show, string Status, IReadOnlyList<string> Seats, long Amount, string Currency)
{
    /// <summary>Nothing will happen to it by itself any more.</summary>
    public bool IsAtRest => Status is "confirmed" or "expired" or "failed" or "canceled";
}

/// <summary>What the database says once everything has come to rest.</summary>
/// <param name="Bookings">Of the shows that the run was about.</param>
/// <param name="Unmoved">Events that are still in the outbox or an inbox, and dead letters.</param>
/// <param name="Unbalanced">Events whose ledger lines do not add up to zero.</param>
/// <param name="UnlikeTheProviders">Operations that the sandbox's journal and the ledger know differently.</param>
internal sealed record Books(IReadOnlyList<Kept> Bookings, long Unmoved, long Unbalanced, long UnlikeTheProviders);

/// <summary>Seats of a show as its map has them.</summary>
internal sealed record MappedSeats(string Show, IReadOnlySet<string> Sold, IReadOnlySet<string> Held);
