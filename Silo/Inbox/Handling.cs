using Marquee.Silo.Outbox;

namespace Marquee.Silo.Inbox;

/// <summary>What becomes of an event that a group has in hand: done, put off or dead.</summary>
internal sealed class Handling(EventGroup group, InboxOptions options, EventMetrics metrics, TimeProvider clock, ILogger log)
{
    public string Group => group.Name;

    /// <exception cref="Npgsql.NpgsqlException">The database failed, which is not the event's fault: it is taken again.</exception>
    public async Task HandleAsync(InboxClaim claim, CancellationToken stopping)
    {
        var (row, transaction) = (claim.Row, claim.Transaction);
        var failure = await TryAsync(claim, stopping);
        var failures = row.Failures + 1;
        var now = clock.GetUtcNow();
        if (failure is null)
        {
            await InboxTable.DoneAsync(transaction, group.Name, row.Event, now, stopping);
        }
        else if (failures < options.MostTries)
        {
            var pause = Backoff.After(failures, options.FirstRetry, options.LongestRetry, Random.Shared.NextDouble());
            await InboxTable.PutOffAsync(transaction, group.Name, row.Event, now + pause, stopping);
        }
        else
        {
            await DeadLetterTable.AddAsync(transaction, group.Name, row, failure, now, stopping);
            await InboxTable.DoneAsync(transaction, group.Name, row.Event, now, stopping);
        }

        await transaction.CommitAsync(stopping);
        Tell(row, failure, failures);
    }

    /// <summary>Why the handler failed, or null where it did not. What it had changed by then is undone.</summary>
    private async Task<Exception?> TryAsync(InboxClaim claim, CancellationToken stopping)
    {
        const string Before = "before_event";
        await claim.Transaction.SaveAsync(Before, stopping);
        using var over = new CancellationTokenSource(options.HandlerTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, over.Token);
        try
        {
            await group.Handler.HandleAsync(claim.Row.Event, claim.Transaction, either.Token);
            return null;
        }
        catch (OperationCanceledException late) when (over.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            await claim.Transaction.RollbackAsync(Before, stopping);
            return new TimeoutException($"It took longer than {options.HandlerTimeout}.", late);
        }
        catch (Exception failure) when (IsItsOwn(failure, stopping))
        {
            await claim.Transaction.RollbackAsync(Before, stopping);
            return failure;
        }
    }

    /// <summary>A handler may give up waiting for somebody else; that is its failure, not the silo's.</summary>
    private static bool IsItsOwn(Exception failure, CancellationToken stopping) =>
        failure is OperationCanceledException ? !stopping.IsCancellationRequested : !Outage.Is(failure);

    private void Tell(InboxRow row, Exception? failure, int failures)
    {
        var raised = row.Event;
        if (failure is null)
        {
            metrics.Delivered(raised.Topic, group.Name, 1);
            return;
        }

        log.HandlerFailed(failure, group.Name, raised.Id, raised.Type, raised.Aggregate, failures);
        if (failures < options.MostTries)
        {
            metrics.Retried(raised.Topic, group.Name);
            return;
        }

        metrics.Died(raised.Topic, group.Name);
        log.EventDied(raised.Id, raised.Type, raised.Aggregate, group.Name);
    }
}
