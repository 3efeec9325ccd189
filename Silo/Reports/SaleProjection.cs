using Marquee.Bookings;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;

namespace Marquee.Silo.Reports;

/// <summary>
/// Keeps <c>booking_sale</c>: what reports add up of the bookings that were paid. Once paid is for good, so what was before is none of its
/// business, whenever it is heard of; of the rest the last version counts.
/// </summary>
internal sealed class SaleProjection : IProjection
{
    private const string Save =
        """
        INSERT INTO booking_sale (id, show, payment, version, canceled, tickets, currency, gross, fee, tax, discount)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (id) DO UPDATE
        SET payment = excluded.payment, version = excluded.version, canceled = excluded.canceled, tickets = excluded.tickets
        WHERE booking_sale.version < excluded.version
        """;

    public bool Knows(OutboxRow row) => row.Topic == Topics.Bookings;

    public void Project(IReadOnlyList<OutboxRow> rows, NpgsqlBatch batch) => AddTo(batch, rows.Select(row => row.Read<BookingChanged>()));

    /// <summary>What writes those of the bookings that were paid, unless later versions are there.</summary>
    public static void AddTo(NpgsqlBatch batch, IEnumerable<BookingChanged> bookings)
    {
        var last = bookings.Where(IsPaid).GroupBy(booking => booking.Id, (_, changes) => changes.MaxBy(booking => booking.Version)!).ToList();
        if (last.Count == 0) return;
        batch.Add(Save)
            .WithTexts(last, booking => booking.Id)
            .WithTexts(last, booking => booking.Show)
            .WithTexts(last, booking => booking.Payment)
            .WithEach(last, booking => booking.Version)
            .WithEach(last, booking => booking.Status != BookingStatus.Confirmed)
            .WithEach(last, booking => booking.Status == BookingStatus.Confirmed ? booking.Seats.Count : 0)
            .WithTexts(last, booking => booking.Price.Currency)
            .WithEach(last, booking => booking.Price.Total.Amount)
            .WithEach(last, booking => booking.Price.Fee)
            .WithEach(last, booking => booking.Price.Tax)
            .WithEach(last, booking => booking.Price.Discount);
    }

    private static bool IsPaid(BookingChanged booking) => booking.Status is BookingStatus.Confirmed or BookingStatus.Canceling or BookingStatus.Canceled;
}
