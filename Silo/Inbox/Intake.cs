using Marquee.Silo.Outbox;
using Npgsql;

namespace Marquee.Silo.Inbox;

/// <summary>
/// Takes events in for groups: for the read models what they change there, for the others a row in their inbox. An event that the read
/// models cannot take is set aside in their inbox, so that it holds nobody up.
/// </summary>
internal sealed class Intake(Projections projections, TimeProvider clock)
{
    /// <summary>Does it all in the transaction, which is the caller's to commit.</summary>
    /// <param name="oneByOne">Find out which events are at fault. Slow, and needed only where all together have failed.</param>
    /// <param name="more">Adds what must be done in the same transaction.</param>
    /// <returns>What was set aside, and why.</returns>
    public async Task<IReadOnlyList<(OutboxRow Row, Exception Failure)>> TakeAsync(
        NpgsqlTransaction transaction, List<OutboxRow> rows, IReadOnlyList<EventGroup> groups, bool oneByOne, Action<NpgsqlBatch>? more,
        CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var faults = new List<(OutboxRow Row, Exception Failure)>();
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var group in groups)
        {
            if (!group.IsViews) InboxTable.Add(batch, group.Name, rows.FindAll(group.Handler.Wants), now);
            else if (!oneByOne) projections.Project(rows, batch);
            else
            {
                foreach (var row in rows)
                    if (await TryAsync(transaction, group, row, cancellation) is { } failure) faults.Add((row, failure));
                InboxTable.Add(batch, group.Name, faults.ConvertAll(fault => fault.Row), now);
            }
        }

        more?.Invoke(batch);
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
        return faults;
    }

    /// <summary>Why the event cannot be taken in, or null where it was.</summary>
    private static async Task<Exception?> TryAsync(NpgsqlTransaction transaction, EventGroup group, OutboxRow row, CancellationToken cancellation)
    {
        const string Before = "before_event";
        await transaction.SaveAsync(Before, cancellation);
        try
        {
            await group.Handler.HandleAsync(row, transaction, cancellation);
            await transaction.ReleaseAsync(Before, cancellation);
            return null;
        }
        catch (Exception failure) when (!Outage.Is(failure))
        {
            await transaction.RollbackAsync(Before, cancellation);
            return failure;
        }
    }
}
