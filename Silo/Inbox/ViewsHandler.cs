using Marquee.Silo.Outbox;
using Npgsql;

namespace Marquee.Silo.Inbox;

/// <summary>Takes into the read models what could not be taken in at first, or is replayed.</summary>
internal sealed class ViewsHandler(Projections projections) : IEventHandler
{
    public bool Wants(OutboxRow row) => true;

    public async Task HandleAsync(OutboxRow row, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        projections.Project([row], batch);
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
    }
}
