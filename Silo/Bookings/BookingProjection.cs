using Marquee.Bookings;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;

namespace Marquee.Silo.Bookings;

/// <summary>
/// Keeps <c>booking_view</c>. Every event of the topic has the whole booking, whatever its type says of the change, so of several of one
/// booking only the last is written. What it says of the change alone is left out: the row is what the booking is, whoever tells it.
/// </summary>
internal sealed class BookingProjection : IProjection
{
    private const string Save =
        """
        INSERT INTO booking_view (id, customer, show, status, version, created_at, document)
        SELECT id, customer, show, status, version, created_at, document - ARRAY['refund', 'checkIn', 'actor']
        FROM unnest($1, $2, $3, $4, $5, $6, $7) AS e (id, customer, show, status, version, created_at, document)
        ON CONFLICT (id) DO UPDATE
        SET status = excluded.status, version = excluded.version, document = excluded.document
        WHERE booking_view.version < excluded.version
        """;

    public bool Knows(OutboxRow row) => row.Topic == Topics.Bookings;

    public void Project(IReadOnlyList<OutboxRow> rows, NpgsqlBatch batch) =>
        AddTo(batch, rows.Select(row => (row.Read<BookingChanged>(), row.Payload)));

    /// <summary>What writes bookings as they are at their versions, unless later ones are there.</summary>
    public static void AddTo(NpgsqlBatch batch, IEnumerable<(BookingChanged Booking, byte[] Payload)> bookings)
    {
        var last = bookings.GroupBy(change => change.Booking.Id, (_, changes) => changes.MaxBy(change => change.Booking.Version)).ToList();
        if (last.Count == 0) return;
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
