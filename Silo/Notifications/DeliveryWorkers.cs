using Marquee.Silo.Postgres.Outbox;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Notifications;

/// <summary>Works through what is due, each channel for itself: one that is slow or down holds up no other. Every silo does, and they share the rows.</summary>
internal sealed class DeliveryWorkers(
    IEnumerable<Deliverer> channels, OutboxSignal signal, IOptions<NotificationOptions> options, TimeProvider clock, ILogger<DeliveryWorkers> log) : BackgroundService
{
    private readonly NotificationOptions _options = options.Value;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(channels.Select(channel => Task.Run(() => WorkAsync(channel, stoppingToken), CancellationToken.None)));

    private async Task WorkAsync(Deliverer channel, CancellationToken stopping)
    {
        using var free = new SemaphoreSlim(_options.Concurrency);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await free.WaitAsync(stopping);
                if (!await BeginAsync(channel, free, stopping)) await signal.WaitAsync($"deliveries:{channel.Channel}", _options.Poll, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
            }
            catch (Exception failure)
            {
                log.DeliveriesInterrupted(failure, channel.Channel);
                await RestAsync(stopping);
            }
        }

        for (var hand = 0; hand < _options.Concurrency; hand++) await free.WaitAsync(CancellationToken.None);
    }

    /// <summary>Keeps the hand that was taken from <paramref name="free"/> only where there is something for it.</summary>
    private async Task<bool> BeginAsync(Deliverer channel, SemaphoreSlim free, CancellationToken stopping)
    {
        Delivery? taken = null;
        try
        {
            taken = await channel.TakeAsync(stopping);
        }
        finally
        {
            if (taken is null) free.Release();
        }

        if (taken is null) return false;
        _ = DeliverAsync(channel, taken, free);
        return true;
    }

    private async Task DeliverAsync(Deliverer channel, Delivery taken, SemaphoreSlim free)
    {
        try
        {
            await channel.DeliverAsync(taken);
        }
        catch (Exception failure)
        {
            // What became of it could not be saved; the upkeep finds it once its time is over.
            log.DeliveriesInterrupted(failure, channel.Channel);
        }
        finally
        {
            free.Release();
        }
    }

    private Task RestAsync(CancellationToken stopping) => Task.Delay(_options.Poll, clock, stopping).ContinueWith(
        _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
