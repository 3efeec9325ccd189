using Marquee.Silo.Copies;
using Marquee.Silo.Inbox;
using Marquee.Silo.Postgres.Outbox;
using Marquee.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Marquee.Silo.Outbox;

/// <summary>Takes events to every group within the database: what they change there and their leaving the outbox are one transaction.</summary>
internal sealed class DatabaseDelivery(
    Intake intake, EventGroups groups, OutboxSignal signal, IOptions<OutboxOptions> options, EventMetrics metrics, ILogger<DatabaseDelivery> log) : IDelivery
{
    public async Task<bool> DeliverAsync(string topic, NpgsqlConnection connection, CancellationToken cancellation)
    {
        try
        {
            return await DeliverAsync(topic, connection, oneByOne: false, cancellation);
        }
        catch (Exception failure) when (!Outage.Is(failure))
        {
            return await DeliverAsync(topic, connection, oneByOne: true, cancellation);
        }
    }

    private async Task<bool> DeliverAsync(string topic, NpgsqlConnection connection, bool oneByOne, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var rows = await OutboxTable.TakeOldestAsync(connection, topic, options.Value.BatchSize, cancellation);
        if (rows.Count == 0) return false;
        var faults = await intake.TakeAsync(transaction, rows, groups.All, oneByOne, more: null, cancellation);
        await transaction.CommitAsync(cancellation);

        metrics.Delivered(topic, EventGroup.Views, rows.Count - faults.Count);
        if (topic == Topics.Catalog) signal.Notify(CatalogueTeller.Signal);
        foreach (var (row, failure) in faults) log.EventSetAside(failure, row.Id, row.Type, row.Aggregate);
        foreach (var group in groups.All) if (!group.IsViews || faults.Count > 0) signal.Notify(group.Name);
        return rows.Count == options.Value.BatchSize;
    }
}
