using System.Text.Json;
using Marquee.Notifications;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Marquee.Silo.Notifications;

/// <summary>What is written when an attempt has ended.</summary>
internal static class DeliveryEnding
{
    private const int LongestReason = 500;

    // Who comes late with good news is believed: that it was sent is certain, that it was not had been a guess.
    private const string End =
        """
        UPDATE notification_delivery
        SET status = $3, due_at = coalesce($4, due_at), sent_at = $5, address = coalesce($6, address), provider_id = $7, reason = $8
        WHERE id = $1 AND attempts = $2 AND (status = 'sending' OR $3 = 'sent' AND status IN ('unknown', 'waiting'))
        """;

    private const string Note =
        "UPDATE notification_attempt SET ended_at = $3, outcome = $4, detail = $5 WHERE delivery = $1 AND number = $2";

    private const string Bury =
        """
        INSERT INTO dead_letter (consumer, id, topic, type, aggregate, occurred_at, payload, error, failed_at, attempts)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (consumer, id) DO UPDATE SET error = excluded.error, failed_at = excluded.failed_at, attempts = excluded.attempts
        """;

    /// <summary>False where the message is no longer in this hand.</summary>
    public static async Task<bool> SaveAsync(NpgsqlTransaction transaction, Delivery delivery, DeliveryEnd end, DateTimeOffset now)
    {
        var reason = end.Reason is { Length: > LongestReason } long_ ? long_[..LongestReason] : end.Reason;
        await using var command = new NpgsqlCommand(End, transaction.Connection, transaction);
        command.Parameters.With(delivery.Id.Value).With(delivery.Attempts).WithText(DeliveryText.Of(end.Status))
            .WithNullable(end.DueAt?.ToUniversalTime(), NpgsqlDbType.TimestampTz)
            .WithNullable(end.Status == NotificationStatus.Sent ? now.ToUniversalTime() : null, NpgsqlDbType.TimestampTz)
            .WithText(end.Address).WithText(end.ProviderId).WithText(reason);
        if (await command.ExecuteNonQueryAsync() == 0) return false;

        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.Add(Note).With(delivery.Id.Value).With(delivery.Attempts).WithTime(now).WithText(end.Outcome).WithText(end.ProviderId ?? reason);
        if (end.Next is { } next) DeliveryPlan.Add(batch, next);
        if (end.Dead) AddDead(batch, delivery, reason ?? "", now);
        await batch.ExecuteNonQueryAsync();
        return true;
    }

    private static void AddDead(NpgsqlBatch batch, Delivery delivery, string reason, DateTimeOffset now)
    {
        var letter = new Undelivered(delivery.Id.ToString(), delivery.Booking.ToString(), delivery.Customer.ToString(), DeliveryText.Of(delivery.Kind));
        batch.Add(Bury).WithText(NotificationHandler.Group).With(delivery.Id.Value).WithText(Undelivered.Topic).WithText(Undelivered.Type)
            .WithText(delivery.Booking.ToString()).WithTime(delivery.CreatedAt).WithNullable(JsonSerializer.SerializeToUtf8Bytes(letter, Events.Json), NpgsqlDbType.Json)
            .WithText(reason).WithTime(now).With(delivery.Attempts);
    }
}
