using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;

namespace Marquee.Silo.Audit;

/// <summary>Keeps <c>audit_log</c>: the lines of each event once, however often it comes.</summary>
internal sealed class AuditProjection : IProjection
{
    private const string Add =
        """
        INSERT INTO audit_log (id, at, kind, actor, subject, operation, reason, detail)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (id) DO NOTHING
        """;

    // What a booking's customer did is told by the booking, so a type that is new there is told too.
    public bool Knows(OutboxRow row) =>
        row.Topic == Topics.Bookings || PaymentLines.Knows(row.Type) || RefundLines.Knows(row.Type) || HouseLines.Knows(row.Type);

    public void Project(IReadOnlyList<OutboxRow> rows, NpgsqlBatch batch)
    {
        var lines = rows.SelectMany(LinesOf).ToList();
        batch.Add(Add)
            .WithEach(lines, line => line.Id)
            .WithEach(lines, line => line.At.ToUniversalTime())
            .WithTexts(lines, line => line.Kind)
            .WithTexts(lines, line => line.Actor)
            .WithTexts(lines, line => line.Subject)
            .WithTexts(lines, line => line.Operation)
            .WithTexts(lines, line => line.Reason)
            .WithTexts(lines, line => line.Detail);
    }

    internal static IEnumerable<AuditLine> LinesOf(OutboxRow row)
    {
        if (row.Topic == Topics.Bookings) return [BookingLines.Of(row)];
        if (PaymentLines.Knows(row.Type)) return PaymentLines.Of(row);
        return [RefundLines.Knows(row.Type) ? RefundLines.Of(row) : HouseLines.Of(row)];
    }
}
