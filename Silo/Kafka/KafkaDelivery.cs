using System.Collections.Concurrent;
using Confluent.Kafka;
using Marquee.Silo.Inbox;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres.Outbox;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Marquee.Silo.Kafka;

/// <summary>
/// Writes events to the log, and takes out of the outbox what the brokers have acknowledged. Whoever dies between the two writes them again;
/// the first of each are in order all the same, and those who read know a repeat by its id.
/// </summary>
internal sealed class KafkaDelivery(
    KafkaClients clients, EventGroups groups, OutboxSignal signal, IOptions<OutboxOptions> options, EventMetrics metrics, TimeProvider clock,
    ILogger<KafkaDelivery> log) : IDelivery, IDisposable
{
    /// <summary>While it waits the session must say something, or the server takes the topic away from it.</summary>
    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(2);

    /// <summary>A producer a topic: who loses the topic drops what it had in hand, and nothing else.</summary>
    private readonly ConcurrentDictionary<string, IProducer<string, byte[]>> _producers = new();

    public async Task<bool> DeliverAsync(string topic, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var rows = await OutboxTable.OldestAsync(connection, topic, options.Value.BatchSize, cancellation);
        if (rows.Count == 0) return false;
        try
        {
            var producer = _producers.GetOrAdd(topic, _ => clients.Producer());
            var sent = await AcknowledgedAsync(topic, [.. rows.Select(row => Sending.SendAsync(producer, row))], connection, cancellation);
            await SettleAsync(topic, Sending.Settled(sent), connection, cancellation);
            if (sent.FirstOrDefault(one => one is { IsWritten: false, IsRefused: false }) is { Error: { } error }) throw new KafkaException(error);
        }
        catch
        {
            if (_producers.TryRemove(topic, out var producer)) await Task.Run(producer.Dispose, CancellationToken.None);
            throw;
        }

        return rows.Count == options.Value.BatchSize;
    }

    public void Dispose()
    {
        foreach (var producer in _producers.Values) producer.Dispose();
        _producers.Clear();
    }

    private async Task<Sending[]> AcknowledgedAsync(string topic, Task<Sending>[] sendings, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var all = Task.WhenAll(sendings);
        for (var pings = 0; ; pings++)
        {
            try
            {
                return await all.WaitAsync(Ping, clock, cancellation);
            }
            catch (TimeoutException)
            {
                if (pings == 0) log.NotAcknowledged(sendings.Count(sending => !sending.IsCompleted), topic);
                await using var ping = new NpgsqlCommand("SELECT 1", connection);
                await ping.ExecuteNonQueryAsync(cancellation);
            }
        }
    }

    private async Task SettleAsync(string topic, List<Sending> settled, NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (settled.Count == 0) return;
        var refused = settled.FindAll(one => one.IsRefused);
        await using (var transaction = await connection.BeginTransactionAsync(cancellation))
        {
            await using var batch = new NpgsqlBatch(connection, transaction);
            OutboxTable.Delete(batch, topic, settled.ConvertAll(one => one.Row.Position));
            LogPosition.Save(batch, LogPosition.Relay, LogPosition.Last(settled.Where(one => one.IsWritten).Select(one => one.Position)));
            // Too large, say. Our own groups need no log to hear of it.
            foreach (var group in groups.All) InboxTable.Add(batch, group.Name, [.. refused.Select(one => one.Row).Where(group.Handler.Wants)], clock.GetUtcNow());
            await batch.ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        metrics.Delivered(topic, LogPosition.Relay, settled.Count);
        foreach (var one in refused) log.EventRefused(one.Row.Id, one.Row.Type, one.Row.Aggregate, one.Error!.Reason);
        if (refused.Count > 0) foreach (var group in groups.All) signal.Notify(group.Name);
    }
}
