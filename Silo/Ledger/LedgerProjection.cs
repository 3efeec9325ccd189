using Marquee.Payments;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Marquee.Wallets;
using Npgsql;

namespace Marquee.Silo.Ledger;

/// <summary>Keeps <c>ledger</c>: the lines of each event once, however often it comes.</summary>
internal sealed class LedgerProjection : IProjection
{
    private const string Add =
        """
        INSERT INTO ledger (event_id, line, account, amount, currency, operation, reference, at, provider)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (event_id, line) DO NOTHING
        """;

    public bool Knows(OutboxRow row) => row.Type is PaymentCaptured.Type or PaymentRefunded.Type or WalletMoved.Type;

    public void Project(IReadOnlyList<OutboxRow> rows, NpgsqlBatch batch)
    {
        var lines = rows.SelectMany(Entries).ToList();
        if (lines.Count == 0) return;
        batch.Add(Add)
            .WithEach(lines, entry => entry.Event.Id)
            .WithEach(lines, entry => entry.Number)
            .WithTexts(lines, entry => entry.Line.Account)
            .WithEach(lines, entry => entry.Line.Amount.Amount)
            .WithTexts(lines, entry => entry.Line.Amount.Currency)
            .WithTexts(lines, entry => entry.Operation)
            .WithTexts(lines, entry => entry.Reference)
            .WithEach(lines, entry => entry.Event.OccurredAt.ToUniversalTime())
            .WithTexts(lines, entry => entry.Provider);
    }

    private static IEnumerable<Entry> Entries(OutboxRow row)
    {
        switch (row.Type)
        {
            case PaymentCaptured.Type:
                var captured = row.Read<PaymentCaptured>();
                return Entries(row, LedgerLines.Of(captured), captured.Id, captured.Booking ?? captured.Customer, captured.Provider);
            case PaymentRefunded.Type:
                var refunded = row.Read<PaymentRefunded>();
                return Entries(row, LedgerLines.Of(refunded), refunded.Refund, refunded.Booking ?? refunded.Customer, refunded.Provider);
            default:
                var moved = row.Read<WalletMoved>();
                return Entries(row, LedgerLines.Of(moved), moved.Operation.ToString(), moved.Reference, null);
        }
    }

    private static IEnumerable<Entry> Entries(OutboxRow row, LedgerLine[] lines, string operation, string reference, string? provider) =>
        lines.Select((line, number) => new Entry(row, (short)number, line, operation, reference, provider));

    private readonly record struct Entry(OutboxRow Event, short Number, LedgerLine Line, string Operation, string Reference, string? Provider);
}
