using Marquee.Bookings;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;

namespace Marquee.Silo.Bookings;

/// <summary>
/// Keeps <c>booking_view</c>. Every event of the topic has the whole booking, whatever its type says of the change, so of several of one
/// booking only the last is written.
/// </summary>
internal sealed class BookingProjection : IProjection
{
    private const string Save =
        """
        INSERT INTO booking_view (id, customer, show, status, version, created_at, document)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (id) DO UPDATE
        SET status = excluded.status, version = excluded.version, document = excluded.document
        WHERE booking_view.version < excluded.version
        """;

    public bool Knows(OutboxRow row) => row.Topic == Topics.Bookings;

    public void Project(IReadOnlyList<OutboxRow> rows, NpgsqlBatch batch)
    {
        var last = rows.Select(row => (Booking: Events.Read<BookingChanged>(row.Payload), row.Payload))
            .GroupBy(change => change.Booking.Id, (_, changes) => changes.MaxBy(change => change.Booking.Version))
            .ToList();
        batch.Add(Save)
            .WithTexts(last, change => change.Booking.Id)
            .WithTexts(last, change => change.Booking.Customer)
            .WithTexts(last, change => change.Booking.Show)
            .WithTexts(last, change => BookingStatusText.Of(change.Booking.Status))
            .WithEach(last, change => change.Booking.Version)
            .WithEach(last, change => change.Booking.CreatedAt.ToUniversalTime())
            .WithJsons(last, change => change.Payload);
    }
}
