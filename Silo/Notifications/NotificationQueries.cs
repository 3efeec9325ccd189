using System.Collections.Immutable;
using Marquee.Notifications;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Marquee.Silo.Notifications;

/// <summary>Reads messages with all their attempts.</summary>
internal sealed class NotificationQueries(NpgsqlDataSource database)
{
    private const string Columns =
        """
        SELECT d.id, d.event_id, d.kind, d.booking, d.customer, d.channel, d.copy, d.status, d.created_at, d.due_at, d.sent_at, d.address, d.provider_id,
          d.reason, d.facts,
          coalesce((SELECT jsonb_agg(jsonb_build_object('number', a.number, 'beganAt', a.began_at, 'endedAt', a.ended_at, 'outcome', a.outcome, 'detail', a.detail)
            ORDER BY a.number) FROM notification_attempt a WHERE a.delivery = d.id), '[]')
        FROM notification_delivery d
        """;

    private const string Newest =
        $"""
        {Columns}
        WHERE ($1::text IS NULL OR d.booking = $1)
          AND ($2::timestamptz IS NULL OR (d.created_at, d.id) < ($2, $3))
        ORDER BY d.created_at DESC, d.id DESC
        LIMIT $4
        """;

    private const string OfCustomer = $"{Columns} WHERE d.customer = $1 ORDER BY d.created_at DESC, d.id DESC";

    private const string ById = $"{Columns} WHERE d.id = $1";

    private const string MostCopies = "SELECT max(copy) FROM notification_delivery WHERE event_id = $1 AND customer = $2 AND booking = $3";

    public Task<List<(NotificationView View, MessageFacts Facts)>> NewestAsync(BookingId? booking, DateTimeOffset? before, NotificationId? than, int most) => ReadAsync(
        Newest, parameters => parameters.WithText(booking?.ToString()).WithNullable(before, NpgsqlDbType.TimestampTz).WithNullable(than?.Value, NpgsqlDbType.Uuid).With(most));

    public Task<List<(NotificationView View, MessageFacts Facts)>> AllOfAsync(UserId customer) => ReadAsync(OfCustomer, parameters => parameters.WithText(customer.ToString()));

    public async Task<(NotificationView View, MessageFacts Facts)?> FindAsync(NotificationId id) =>
        await ReadAsync(ById, parameters => parameters.With(id.Value)) is [var found] ? found : null;

    /// <summary>How often the message was sent again by hand.</summary>
    public async Task<int> CopiesAsync(NotificationView notification)
    {
        await using var command = database.CreateCommand(MostCopies);
        command.Parameters.With(notification.Event).WithText(notification.Customer.ToString()).WithText(notification.Booking.ToString());
        return await command.ExecuteScalarAsync() as int? ?? 0;
    }

    private async Task<List<(NotificationView, MessageFacts)>> ReadAsync(string sql, Action<NpgsqlParameterCollection> bind)
    {
#pragma warning disable CA2100 // One of the constants above.
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        bind(command.Parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<(NotificationView, MessageFacts)>();
        while (await reader.ReadAsync()) found.Add((View(reader), Events.Read<MessageFacts>(reader.GetFieldValue<byte[]>(14))));
        return found;
    }

    private static NotificationView View(NpgsqlDataReader row) => new(
        NotificationId.From(row.GetGuid(0)), row.GetGuid(1), DeliveryText.Read<NotificationKind>(row.GetString(2)), Ids.Parse<BookingId>(row.GetString(3)),
        Ids.Parse<UserId>(row.GetString(4)), Text(row, 5) is { } channel ? DeliveryText.Read<NotificationChannel>(channel) : null, row.GetInt32(6),
        DeliveryText.Read<NotificationStatus>(row.GetString(7)), row.GetFieldValue<DateTimeOffset>(8), row.GetFieldValue<DateTimeOffset>(9),
        row.IsDBNull(10) ? null : row.GetFieldValue<DateTimeOffset>(10), Text(row, 11), Text(row, 12), Text(row, 13),
        Events.Read<ImmutableArray<NotificationAttempt>>(row.GetFieldValue<byte[]>(15)));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
