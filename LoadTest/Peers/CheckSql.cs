namespace Marquee.LoadTest.Peers;

/// <summary>The promises, asked of the tables once nothing runs any more. A seat is sold in one table or the other, by the peer.</summary>
internal static class CheckSql
{
    private const string Sold = """
        SELECT show_id, place, booking_id FROM seat WHERE status = 's'
        UNION SELECT show_id, place, booking_id FROM sold_seat
        """;

    public const string Violations = $"""
        WITH sold AS ({Sold}),
        claimed AS (
          SELECT id, show_id, unnest(places) AS place FROM booking WHERE status = 'confirmed')

        SELECT 'seat in two confirmed bookings', concat_ws('/', 's' || show_id, place)
        FROM claimed GROUP BY show_id, place HAVING count(*) > 1

        UNION ALL
        SELECT 'confirmed booking without its seat', concat_ws('/', id, place)
        FROM claimed WHERE NOT EXISTS (
          SELECT FROM sold WHERE sold.show_id = claimed.show_id AND sold.place = claimed.place AND booking_id = id)

        UNION ALL
        SELECT 'seat sold without a confirmed booking', concat_ws('/', 's' || show_id, place)
        FROM sold WHERE NOT EXISTS (SELECT FROM booking WHERE id = booking_id AND status = 'confirmed')

        UNION ALL
        SELECT 'payment captured without a confirmed booking', booking_id::text
        FROM payment WHERE status = 'captured' AND NOT EXISTS (SELECT FROM booking WHERE id = booking_id AND status = 'confirmed')

        UNION ALL
        SELECT 'confirmed booking without its payment', id::text
        FROM booking WHERE status = 'confirmed'
          AND NOT EXISTS (SELECT FROM payment WHERE booking_id = id AND payment.status = 'captured' AND amount = total)

        UNION ALL
        SELECT 'wallet that is not what its entries add up to', 'c' || customer
        FROM wallet LEFT JOIN (SELECT customer, sum(amount) AS moved FROM wallet_entry GROUP BY customer) AS entries USING (customer)
        WHERE balance <> 1000000000000 + COALESCE(moved, 0)

        UNION ALL
        SELECT 'confirmed booking that was not told', booking.id::text
        FROM booking LEFT JOIN outbox ON payload ->> 'bookingId' = booking.id::text
        WHERE status = 'confirmed' AND outbox.id IS NULL
        """;

    public const string Confirmed = "SELECT id FROM booking WHERE status = 'confirmed' AND show_id > 0";
}
