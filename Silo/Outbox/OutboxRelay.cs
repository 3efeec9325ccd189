using Marquee.Silo.Postgres.Outbox;
using Marquee.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Marquee.Silo.Outbox;

/// <summary>
/// Moves events from the outbox to where they are handled, in order per aggregate. Every silo runs one; of each topic one silo at a time is at
/// work, and when its connection ends another takes over.
/// </summary>
internal sealed class OutboxRelay(
    NpgsqlDataSource database,
    OutboxSignal signal,
    IDelivery delivery,
    IOptions<OutboxOptions> options,
    TimeProvider clock,
    ILogger<OutboxRelay> log) : BackgroundService
{
    /// <summary>Between two tries for a topic that another silo has, however many signals there are.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string[] topics = [Topics.Catalog, Topics.Bookings, Topics.Payments];
        return Task.WhenAll(topics.Select(topic => RunAsync(topic, stoppingToken)));
    }

    private async Task RunAsync(string topic, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using (var session = await TopicSession.TryOpenAsync(topic, database, signal, stopping))
                    if (session is not null) await WorkAsync(topic, session, stopping);
                await Task.Delay(Breath, clock, stopping);
                await signal.WaitAsync(topic, options.Value.Poll, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
            }
            catch (Exception failure)
            {
                log.TopicInterrupted(failure, topic);
                await Task.Delay(options.Value.Poll, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WorkAsync(string topic, TopicSession session, CancellationToken stopping)
    {
        log.TopicTaken(topic);
        while (true)
        {
            while (await delivery.DeliverAsync(topic, session.Connection, stopping)) { }
            // Under load there is always an event more: taken a few at a time, their transactions cost the database more than the bookings do.
            if (options.Value.Gather > TimeSpan.Zero) await Task.Delay(options.Value.Gather, clock, stopping);
            // What came meanwhile is found without the session's waiting, whose end costs an exception each time.
            if (!signal.TryTake(topic)) await session.WaitAsync(options.Value.Poll, stopping);
        }
    }
}
