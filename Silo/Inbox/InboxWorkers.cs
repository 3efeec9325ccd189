using Marquee.Silo.Postgres.Outbox;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Marquee.Silo.Inbox;

/// <summary>Works through the inboxes of all groups, each for itself. Every silo does, and they share the rows.</summary>
internal sealed class InboxWorkers(
    NpgsqlDataSource database,
    OutboxSignal signal,
    EventGroups groups,
    EventMetrics metrics,
    IOptions<InboxOptions> options,
    TimeProvider clock,
    ILogger<InboxWorkers> log) : BackgroundService
{
    private static readonly TimeSpan BetweenCleanings = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(groups.All.Select(group => WorkAsync(group, stoppingToken)).Append(CleanAsync(stoppingToken)));

    private async Task WorkAsync(EventGroup group, CancellationToken stopping)
    {
        var handling = new Handling(group, options.Value, metrics, clock, log);
        using var free = new SemaphoreSlim(options.Value.Concurrency);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await free.WaitAsync(stopping);
                if (await TakeAsync(group, free, stopping) is { } taken) _ = HandleAsync(handling, taken, free, stopping);
                else await signal.WaitAsync(group.Name, options.Value.Poll, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
            }
            catch (Exception failure)
            {
                log.InboxInterrupted(failure, group.Name);
                await RestAsync(stopping);
            }
        }

        for (var hand = 0; hand < options.Value.Concurrency; hand++) await free.WaitAsync(CancellationToken.None);
    }

    /// <summary>Keeps the hand that was taken from <paramref name="free"/> only where there is something for it.</summary>
    private async Task<InboxClaim?> TakeAsync(EventGroup group, SemaphoreSlim free, CancellationToken stopping)
    {
        InboxClaim? taken = null;
        try
        {
            return taken = await InboxClaim.TryTakeAsync(database, group.Name, clock.GetUtcNow(), options.Value.HandlerTimeout, stopping);
        }
        finally
        {
            if (taken is null) free.Release();
        }
    }

    private async Task HandleAsync(Handling handling, InboxClaim taken, SemaphoreSlim free, CancellationToken stopping)
    {
        try
        {
            await using (taken) await handling.HandleAsync(taken, stopping);
            // What waited behind it may be next.
            signal.Notify(handling.Group);
        }
        catch (Exception failure)
        {
            if (!stopping.IsCancellationRequested) log.InboxInterrupted(failure, handling.Group);
            await RestAsync(stopping);
        }
        finally
        {
            free.Release();
        }
    }

    private async Task CleanAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(BetweenCleanings, clock, stopping);
                while (await InboxTable.CleanAsync(database, clock.GetUtcNow() - options.Value.Keep, stopping)) { }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
            }
            catch (NpgsqlException failure)
            {
                log.InboxInterrupted(failure, "done events");
            }
        }
    }

    private Task RestAsync(CancellationToken stopping) => Task.Delay(options.Value.Poll, clock, stopping).ContinueWith(
        _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
