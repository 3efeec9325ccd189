using Marquee.Notifications;
using Marquee.Silo.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Marquee.Silo.Notifications;

/// <summary>Saves what is to be sent.</summary>
internal static class DeliveryPlan
{
    private const string Insert =
        """
        INSERT INTO notification_delivery (id, event_id, kind, booking, customer, channel, copy, status, facts, created_at, due_at, reason)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT DO NOTHING
        """;

    private const string DropReminders =
        """
        UPDATE notification_delivery SET status = 'dropped', reason = $3
        WHERE booking = $1 AND kind = 'reminder' AND status = 'waiting' AND event_id <> $2
        """;

    public const string NoChannel = "The customer wants no channel that can be used.";

    /// <summary>Adds the message, unless the same event was told over the same channel before.</summary>
    public static void Add(NpgsqlBatch batch, Delivery delivery) => batch.Add(Insert)
        .With(delivery.Id.Value).With(delivery.Event).WithText(DeliveryText.Of(delivery.Kind)).WithText(delivery.Booking.ToString())
        .WithText(delivery.Customer.ToString()).WithText(delivery.Channel is { } channel ? DeliveryText.Of(channel) : null).With(delivery.Copy)
        .WithText(DeliveryText.Of(delivery.Channel is null ? NotificationStatus.Skipped : NotificationStatus.Waiting))
        .WithJson(DeliveryText.Of(delivery.Facts)).WithTime(delivery.CreatedAt).WithTime(delivery.DueAt)
        .WithNullable(delivery.Channel is null ? NoChannel : null, NpgsqlDbType.Text);

    /// <summary>Takes back reminders of the booking that wait, but for one.</summary>
    public static void AddDropReminders(NpgsqlBatch batch, BookingId booking, Guid except, string why) =>
        batch.Add(DropReminders).WithText(booking.ToString()).With(except).WithText(why);
}
