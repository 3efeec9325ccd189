namespace Marquee.LoadTest.Faults.Checks;

/// <summary>What is on disk after everything has come to rest, in our books and in the payment provider's.</summary>
internal sealed record Books
{
    public IReadOnlyDictionary<string, BookedRow> Bookings { get; init; } = new Dictionary<string, BookedRow>();

    public IReadOnlyList<LedgerRow> Ledger { get; init; } = [];

    /// <summary>Captured charges alone.</summary>
    public IReadOnlyList<ChargedRow> Charges { get; init; } = [];

    /// <summary>Those that succeeded.</summary>
    public IReadOnlyList<RefundedRow> Refunds { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<AuditedRow> Audit { get; init; } = [];

    public IReadOnlyList<MessageRow> Messages { get; init; } = [];

    /// <summary>Every seat of every show, as its show tells it.</summary>
    public IReadOnlyList<SeatRow> Seats { get; init; } = [];

    /// <summary>What each customer's wallet says it holds.</summary>
    public IReadOnlyDictionary<string, long> Wallets { get; init; } = new Dictionary<string, long>();

    /// <summary>What is still under way, in words: open claims, refunds, events.</summary>
    public IReadOnlyList<string> Unfinished { get; init; } = [];

    public long DeadLetters { get; init; }
}

internal sealed record BookedRow(string Id, string Customer, string Show, string Status, IReadOnlyList<string> Seats, long Total, string? Payment);

internal sealed record LedgerRow(string Event, string Account, long Amount, string Currency, string Operation, string Reference);

internal sealed record ChargedRow(string Operation, long Amount, long Refunded);

internal sealed record RefundedRow(string Refund, string Operation, long Amount);

internal sealed record AuditedRow(string Kind, string Subject);

internal sealed record MessageRow(string Event, string Booking, string Kind, string Status);

internal sealed record SeatRow(string Show, string Seat, string Status);
