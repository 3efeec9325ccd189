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
        INSERT INTO ledger (event_id, line, account, amount, currency, operation, reference, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (event_id, line) DO NOTHING
        """;

    public bool TryProject(OutboxRow row, NpgsqlBatch batch)
    {
        switch (row.Type)
        {
            case PaymentCaptured.Type:
                var captured = Events.Read<PaymentCaptured>(row.Payload);
                Book(row, batch, LedgerLines.Of(captured), captured.Id, captured.Booking ?? captured.Customer);
                return true;
            case PaymentRefunded.Type:
                var refunded = Events.Read<PaymentRefunded>(row.Payload);
                Book(row, batch, LedgerLines.Of(refunded), refunded.Refund, refunded.Booking ?? refunded.Customer);
                return true;
            case WalletMoved.Type:
                var moved = Events.Read<WalletMoved>(row.Payload);
                Book(row, batch, LedgerLines.Of(moved), moved.Operation.ToString(), moved.Reference);
                return true;
            default:
                return false;
        }
    }

    private static void Book(OutboxRow row, NpgsqlBatch batch, LedgerLine[] lines, string operation, string reference)
    {
        for (short number = 0; number < lines.Length; number++)
        {
            var line = lines[number];
            batch.Add(Add).With(row.Id).With(number).WithText(line.Account).With(line.Amount.Amount).WithText(line.Amount.Currency)
                .WithText(operation).WithText(reference).WithTime(row.OccurredAt);
        }
    }
}
