using Marquee.Notifications;
using Marquee.Silo.Postgres;
using Npgsql;

namespace Marquee.Silo.Notifications;

/// <summary>
/// Finds what silos had in hand that died, and tells how long messages wait. What cannot have left is sent; so is what may be sent twice. Of
/// the rest nobody knows, and it is said.
/// </summary>
internal sealed class DeliveryUpkeep(NpgsqlDataSource database, Senders senders, NotificationMetrics metrics, TimeProvider clock, ILogger<DeliveryUpkeep> log)
    : BackgroundService
{
    private const string Lost = "The silo that was sending it died, or lost the database, before it could say how it ended.";

    private const string GiveUp =
        """
        WITH lost AS (
          UPDATE notification_delivery
          SET status = CASE WHEN departed AND NOT channel = ANY($2) THEN 'unknown' ELSE 'waiting' END, due_at = $1, reason = $3
          WHERE status = 'sending' AND due_at <= $1
          RETURNING id, attempts, status)
        UPDATE notification_attempt a
        SET ended_at = $1, outcome = CASE lost.status WHEN 'unknown' THEN 'unknown' ELSE 'interrupted' END, detail = $3
        FROM lost WHERE a.delivery = lost.id AND a.number = lost.attempts
        """;

    private const string Oldest =
        "SELECT channel, extract(epoch FROM $1 - min(due_at))::double precision FROM notification_delivery WHERE status = 'waiting' AND due_at <= $1 GROUP BY channel";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.UpkeepInterrupted(failure);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal async Task LookAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        string[] repeatable = [.. senders.All.Where(sender => sender.TakesRepeats).Select(sender => DeliveryText.Of(sender.Channel))];
        await using (var command = database.CreateCommand(GiveUp))
        {
            command.Parameters.WithTime(now).With(repeatable).WithText(Lost);
            await command.ExecuteNonQueryAsync(cancellation);
        }

        // Where nothing waits any more that must be said too.
        var waits = senders.All.ToDictionary(sender => DeliveryText.Of(sender.Channel), _ => 0.0);
        await using (var command = database.CreateCommand(Oldest))
        {
            command.Parameters.WithTime(now);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) waits[reader.GetString(0)] = reader.GetDouble(1);
        }

        foreach (var (channel, seconds) in waits) metrics.Waits(channel, seconds);
    }
}
