using Marquee.Bookings;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;

namespace Marquee.Silo.Bookings;

/// <summary>Keeps <c>booking_view</c>. Every event of the topic has the whole booking, whatever its type says of the change.</summary>
internal sealed class BookingProjection : IProjection
{
    private const string Save =
        """
        INSERT INTO booking_view (id, customer, show, status, version, created_at, document)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (id) DO UPDATE
        SET status = excluded.status, version = excluded.version, document = excluded.document
        WHERE booking_view.version < excluded.version
        """;

    public bool TryProject(OutboxRow row, NpgsqlBatch batch)
    {
        if (row.Topic != Topics.Bookings) return false;
        var booking = Events.Read<BookingChanged>(row.Payload);
        batch.Add(Save).WithText(booking.Id).WithText(booking.Customer).WithText(booking.Show).WithText(BookingStatusText.Of(booking.Status))
            .With(booking.Version).WithTime(booking.CreatedAt).WithJson(row.Payload);
        return true;
    }
}
