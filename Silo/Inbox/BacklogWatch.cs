using Marquee.Silo.Kafka;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Marquee.Silo.Inbox;

/// <summary>Looks every few seconds how many events wait, and since when, and tells the metrics.</summary>
internal sealed class BacklogWatch(
    NpgsqlDataSource database, EventGroups groups, EventMetrics metrics, IOptions<EventsOptions> events, TimeProvider clock, ILogger<BacklogWatch> log)
    : BackgroundService
{
    private const string Waiting =
        $"""
        SELECT topic, '{LogPosition.Relay}', count(*), min(occurred_at) FROM outbox GROUP BY topic
        UNION ALL
        SELECT topic, consumer, count(*), min(occurred_at) FROM inbox WHERE done_at IS NULL GROUP BY topic, consumer
        """;

    // Of what is in the log the age is not known, but that it is younger than the last that was read.
    private const string InLog =
        $"""
        SELECT written.topic, g.name, sum(written.position - coalesce(read.position, 0))::bigint, min(coalesce(read.at, written.at))
        FROM event_position written
        CROSS JOIN unnest($1) AS g (name)
        LEFT JOIN event_position read ON read.consumer = g.name AND read.topic = written.topic AND read.partition = written.partition
        WHERE written.consumer = '{LogPosition.Relay}' AND coalesce(read.position, 0) < written.position
        GROUP BY written.topic, g.name
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
                await Task.Delay(Pause, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (NpgsqlException failure)
            {
                log.BacklogUnknown(failure);
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        string[] topics = [Topics.Catalog, Topics.Bookings, Topics.Payments];
        // Where nothing waits any more that must be said too.
        var waiting = (from topic in topics from @group in groups.All.Select(one => one.Name).Append(LogPosition.Relay) select (topic, @group))
            .ToDictionary(pair => pair, _ => (Events: 0L, Oldest: TimeSpan.Zero));
        await AddAsync(waiting, Waiting, _ => { }, cancellation);
        if (events.Value.Transport == EventTransport.Kafka)
            await AddAsync(waiting, InLog, parameters => parameters.With(groups.All.Select(group => group.Name).ToArray()), cancellation);
        foreach (var ((topic, group), (rows, oldest)) in waiting) metrics.Waits(topic, group, rows, oldest);
    }

    private async Task AddAsync(
        Dictionary<(string Topic, string Group), (long Events, TimeSpan Oldest)> waiting, string sql, Action<NpgsqlParameterCollection> bind, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // One of the two constants above.
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        bind(command.Parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var (key, age) = ((reader.GetString(0), reader.GetString(1)), clock.GetUtcNow() - reader.GetFieldValue<DateTimeOffset>(3));
            var before = waiting.GetValueOrDefault(key);
            waiting[key] = (before.Events + reader.GetInt64(2), age > before.Oldest ? age : before.Oldest);
        }
    }
}
