using System.Text.Json;
using Marquee.Payments;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;

namespace Marquee.Silo.Payments;

/// <summary>Keeps <c>refund_view</c>.</summary>
internal sealed class RefundProjection : IProjection
{
    private const string Save =
        """
        INSERT INTO refund_view (id, customer, status, version, requested_at, document)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (id) DO UPDATE
        SET status = excluded.status, version = excluded.version, document = excluded.document
        WHERE refund_view.version < excluded.version
        """;

    public bool Knows(OutboxRow row) => row.Type == RefundChanged.Type;

    public void Project(IReadOnlyList<OutboxRow> rows, NpgsqlBatch batch)
    {
        foreach (var row in rows) AddTo(batch, row.Read<RefundChanged>());
    }

    /// <summary>What writes the refund as it is at that version, unless a later one is there.</summary>
    public static void AddTo(NpgsqlBatch batch, RefundChanged refund) => batch.Add(Save)
        .WithText(refund.Id).WithText(refund.Customer).WithText(RefundQueries.TextOf(refund.Status)).With(refund.Version)
        .WithTime(refund.RequestedAt).WithJson(JsonSerializer.SerializeToUtf8Bytes(refund, Events.Json));
}
