using Npgsql;

namespace Marquee.Silo.Outbox;

/// <summary>Takes events of one topic into the read models: what they change and their leaving the outbox are one transaction.</summary>
internal sealed class Delivery(
    string topic, Projections projections, FailedTries tries, OutboxOptions options, OutboxMetrics metrics, TimeProvider clock, ILogger log)
{
    /// <summary>Takes the oldest. True where there may be more to take at once.</summary>
    /// <exception cref="NpgsqlException">Nothing was taken, or all of it was and the answer got lost; the next look shows which.</exception>
    public async Task<bool> DeliverAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var rows = await OutboxTable.TakeOldestAsync(connection, topic, tries.Resting(now), options.BatchSize, cancellation);
        metrics.Lags(topic, rows.Count == 0 ? TimeSpan.Zero : now - rows[0].OccurredAt);
        try
        {
            await TogetherAsync(transaction, rows, cancellation);
        }
        catch (Exception failure) when (!Outage.Is(failure))
        {
            await transaction.RollbackAsync(cancellation);
            await OneByOneAsync(connection, rows, cancellation);
        }

        return rows.Count == options.BatchSize;
    }

    private async Task TogetherAsync(NpgsqlTransaction transaction, List<OutboxRow> rows, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        projections.Project(rows, batch);
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        Delivered(rows, rows.Count);
    }

    /// <summary>Finds out which events are at fault. They stay, with what comes after them in their aggregates, or die; the others go on.</summary>
    private async Task OneByOneAsync(NpgsqlConnection connection, List<OutboxRow> rows, CancellationToken cancellation)
    {
        var (gone, dead, held) = (new List<OutboxRow>(), new List<OutboxRow>(), new HashSet<string>());
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var row in rows.Where(row => !held.Contains(row.Aggregate)))
        {
            if (await TryAsync(transaction, row, cancellation) is { } failure)
            {
                var failed = tries.Add(row);
                log.EventFailed(failure, row.Id, row.Type, row.Aggregate, failed);
                if (failed < options.MostTries)
                {
                    held.Add(row.Aggregate);
                    continue;
                }

                await DeadLetters.AddAsync(connection, row, failure, failed, cancellation);
                dead.Add(row);
            }

            gone.Add(row);
        }

        await OutboxTable.DeleteAsync(connection, topic, [.. gone.Select(row => row.Position)], cancellation);
        await transaction.CommitAsync(cancellation);
        Delivered(gone, gone.Count - dead.Count);
        foreach (var row in dead)
        {
            metrics.Died(topic);
            log.EventDied(row.Id, row.Type, row.Aggregate);
        }
    }

    /// <summary>Why the event cannot be taken in, or null where it was.</summary>
    private async Task<Exception?> TryAsync(NpgsqlTransaction transaction, OutboxRow row, CancellationToken cancellation)
    {
        const string Before = "before_event";
        await transaction.SaveAsync(Before, cancellation);
        try
        {
            await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
            projections.Project([row], batch);
            if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
            await transaction.ReleaseAsync(Before, cancellation);
            return null;
        }
        catch (Exception failure) when (!Outage.Is(failure))
        {
            await transaction.RollbackAsync(Before, cancellation);
            return failure;
        }
    }

    private void Delivered(List<OutboxRow> gone, int taken)
    {
        if (gone.Count == 0) return;
        tries.Forget(gone.Select(row => row.Id));
        metrics.Delivered(topic, taken);
    }
}
