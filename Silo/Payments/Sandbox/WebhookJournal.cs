using Npgsql;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>Webhooks on their way. They are written with the change they tell of, so a restart loses none.</summary>
internal sealed class WebhookJournal(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Takes deliveries that are due. Whoever dies with them leaves them to others once the lease is over.</summary>
    public async Task<IReadOnlyList<WebhookDelivery>> ClaimAsync(int most, TimeSpan lease, TimeSpan giveUpAfter, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("""
            WITH due AS MATERIALIZED (
              SELECT id FROM sandbox.webhook_deliveries
              WHERE delivered_at IS NULL AND due_at <= $1 AND occurred_at > $2
              ORDER BY due_at
              LIMIT $3
              FOR UPDATE SKIP LOCKED
            )
            UPDATE sandbox.webhook_deliveries d
            SET attempts = d.attempts + 1, due_at = $4
            FROM due
            WHERE d.id = due.id
            RETURNING d.id, d.type, d.operation, d.occurred_at, d.attempts
            """);
        var now = clock.GetUtcNow();
        command.Parameters.AddWithValue(now);
        command.Parameters.AddWithValue(now - giveUpAfter);
        command.Parameters.AddWithValue(most);
        command.Parameters.AddWithValue(now + lease);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var deliveries = new List<WebhookDelivery>();
        while (await row.ReadAsync(cancellation))
        {
            deliveries.Add(new(
                new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3)),
                row.GetInt32(4)));
        }

        return deliveries;
    }

    public async Task DeliveredAsync(Guid id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("UPDATE sandbox.webhook_deliveries SET delivered_at = $2 WHERE id = $1");
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(clock.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task PostponeAsync(Guid id, TimeSpan delay, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("UPDATE sandbox.webhook_deliveries SET due_at = $2 WHERE id = $1");
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(clock.GetUtcNow() + delay);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}

/// <param name="Attempt">From 1.</param>
internal sealed record WebhookDelivery(WebhookEvent Event, int Attempt);
