using Marquee.Notifications;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Marquee.Silo.Notifications;

/// <summary>The way of a message from waiting to its end. Each step is saved before the next is taken.</summary>
internal sealed class DeliveryTable(NpgsqlDataSource database)
{
    private const string Take =
        """
        WITH next AS (
          SELECT id FROM notification_delivery
          WHERE channel = $1 AND status = 'waiting' AND due_at <= $2
          ORDER BY due_at, id
          LIMIT 1
          FOR UPDATE SKIP LOCKED),
        taken AS (
          UPDATE notification_delivery d
          SET status = 'sending', departed = false, attempts = d.attempts + 1, due_at = $3
          FROM next WHERE d.id = next.id
          RETURNING d.*),
        noted AS (
          INSERT INTO notification_attempt (delivery, number, began_at, outcome)
          SELECT id, attempts, $2, 'sending' FROM taken)
        SELECT id, event_id, kind, booking, customer, copy, created_at, due_at, facts, attempts FROM taken
        """;

    // Who was slow may find that it was given up meanwhile, and must not send any more.
    private const string Depart =
        "UPDATE notification_delivery SET departed = true WHERE id = $1 AND attempts = $2 AND status = 'sending' AND NOT departed";

    private const string PutBack =
        """
        WITH back AS (
          UPDATE notification_delivery SET status = 'waiting', attempts = attempts - 1, due_at = $3
          WHERE id = $1 AND attempts = $2 AND status = 'sending'
          RETURNING id)
        DELETE FROM notification_attempt a USING back WHERE a.delivery = back.id AND a.number = $2
        """;

    /// <summary>The oldest message that is due on the channel, now in hand; null where there is none.</summary>
    /// <param name="until">After it whoever has it is taken for dead.</param>
    public async Task<Delivery?> TakeAsync(NotificationChannel channel, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Take);
        command.Parameters.WithText(DeliveryText.Of(channel)).WithTime(now).WithTime(until);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Read(reader, channel) : null;
    }

    /// <summary>Saves that the message may have left from now on.</summary>
    /// <exception cref="GivenUpException">It is no longer in this hand.</exception>
    public async Task DepartAsync(Delivery delivery, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Depart);
        command.Parameters.With(delivery.Id.Value).With(delivery.Attempts);
        if (await command.ExecuteNonQueryAsync(cancellation) == 0) throw new GivenUpException();
    }

    /// <summary>As if it had not been taken.</summary>
    public async Task PutBackAsync(Delivery delivery, DateTimeOffset due)
    {
        await using var command = database.CreateCommand(PutBack);
        command.Parameters.With(delivery.Id.Value).With(delivery.Attempts).WithTime(due);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Saves how an attempt ended, and what follows from it.</summary>
    public async Task EndAsync(Delivery delivery, DeliveryEnd end, DateTimeOffset now)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (!await DeliveryEnding.SaveAsync(transaction, delivery, end, now)) return;
        await transaction.CommitAsync();
    }

    private static Delivery Read(NpgsqlDataReader row, NotificationChannel channel) => new(
        NotificationId.From(row.GetGuid(0)), row.GetGuid(1), DeliveryText.Read<NotificationKind>(row.GetString(2)), Ids.Parse<BookingId>(row.GetString(3)),
        Ids.Parse<UserId>(row.GetString(4)), channel, row.GetInt32(5), row.GetFieldValue<DateTimeOffset>(6), row.GetFieldValue<DateTimeOffset>(7),
        Events.Read<MessageFacts>(row.GetFieldValue<byte[]>(8)), row.GetInt32(9));
}

/// <summary>A message was taken for lost while this silo had it in hand.</summary>
internal sealed class GivenUpException : Exception;

/// <summary>How an attempt ended.</summary>
/// <param name="Outcome">As the attempt says it.</param>
/// <param name="Next">What is to be sent in its place, over another channel.</param>
/// <param name="Dead">True where nobody can deliver it.</param>
internal sealed record DeliveryEnd(
    NotificationStatus Status, string Outcome, string? Address = null, string? ProviderId = null, string? Reason = null, DateTimeOffset? DueAt = null,
    Delivery? Next = null, bool Dead = false);
