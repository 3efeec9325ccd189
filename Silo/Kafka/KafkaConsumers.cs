using Confluent.Kafka;
using Marquee.Silo.Copies;
using Marquee.Silo.Inbox;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres.Outbox;
using Microsoft.Extensions.Options;
using Marquee.Storage;
using Npgsql;

namespace Marquee.Silo.Kafka;

/// <summary>
/// Reads the log for every group, and takes it in: what it means in the database first, then the word to the brokers how far the group is.
/// The consumers of all silos share the partitions.
/// </summary>
internal sealed class KafkaConsumers(
    NpgsqlDataSource database,
    KafkaClients clients,
    Intake intake,
    EventGroups groups,
    OutboxSignal signal,
    EventMetrics metrics,
    IOptions<EventsOptions> events,
    IOptions<OutboxOptions> options,
    TimeProvider clock,
    ILogger<KafkaConsumers> log) : BackgroundService
{
    /// <summary>How long it holds on to what it has read while the database is away. Longer than five minutes its group would give it up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => events.Value.Transport == EventTransport.Kafka
        ? Task.WhenAll(groups.All.Select(group => RunAsync(group, stoppingToken)))
        : Task.CompletedTask;

    private async Task RunAsync(EventGroup group, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var reader = KafkaReader.Open(clients, group.Name);
                while (!stopping.IsCancellationRequested) await MoveAsync(group, reader, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
            }
            catch (Exception failure)
            {
                log.ReadingInterrupted(failure, group.Name);
                await Task.Delay(options.Value.Poll, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task MoveAsync(EventGroup group, KafkaReader reader, CancellationToken stopping)
    {
        ReadEvents read;
        try
        {
            read = await reader.ReadAsync(options.Value.BatchSize);
        }
        catch (ConsumeException failure) when (!failure.Error.IsFatal)
        {
            log.ReadingInterrupted(failure, group.Name);
            await Task.Delay(options.Value.Poll, clock, stopping);
            return;
        }

        if (read.Rows.Count == 0) return;
        await HoldAsync(group, read, stopping);
        try
        {
            await reader.CommitAsync(read);
        }
        catch (KafkaException failure)
        {
            log.PositionUnsaid(failure, group.Name);
        }
    }

    private async Task HoldAsync(EventGroup group, ReadEvents read, CancellationToken stopping)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await TakeAsync(group, read, stopping);
                return;
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested && Outage.Is(failure) && clock.GetElapsedTime(began) < Patience)
            {
                log.TakingInterrupted(failure, group.Name);
                await Task.Delay(options.Value.Poll, clock, stopping);
            }
        }
    }

    private async Task TakeAsync(EventGroup group, ReadEvents read, CancellationToken stopping)
    {
        try
        {
            await TakeAsync(group, read, oneByOne: false, stopping);
        }
        catch (Exception failure) when (!Outage.Is(failure))
        {
            await TakeAsync(group, read, oneByOne: true, stopping);
        }
    }

    private async Task TakeAsync(EventGroup group, ReadEvents read, bool oneByOne, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        var faults = await intake.TakeAsync(
            transaction, read.Rows, [group], oneByOne, batch => LogPosition.Save(batch, group.Name, read.Positions), stopping);
        await transaction.CommitAsync(stopping);

        foreach (var (row, failure) in faults) log.EventSetAside(failure, row.Id, row.Type, row.Aggregate);
        if (!group.IsViews || faults.Count > 0) signal.Notify(group.Name);
        if (!group.IsViews) return;
        if (read.Rows.Exists(row => row.Topic == Topics.Catalog)) signal.Notify(CatalogueTeller.Signal);
        foreach (var topic in read.Rows.CountBy(row => row.Topic)) metrics.Delivered(topic.Key, group.Name, topic.Value - faults.Count(fault => fault.Row.Topic == topic.Key));
    }
}
