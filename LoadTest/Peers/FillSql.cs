namespace Marquee.LoadTest.Peers;

/// <summary>What the tables have in them before anything is measured.</summary>
internal static class FillSql
{
    /// <summary>Shows $1 to $2, of $3 rows of $4 seats. Half of the rows silver, then gold, the last tenth platinum.</summary>
    public const string Shows = """
        INSERT INTO seat (show_id, place, category, price)
        SELECT show, line * 1000 + number,
          CASE WHEN line >= $3 * 0.9 THEN 'p'::"char" WHEN line >= $3 * 0.5 THEN 'g'::"char" ELSE 's'::"char" END, 20000
        FROM generate_series($1, $2) AS show, generate_series(0, $3 - 1) AS line, generate_series(1, $4) AS number
        """;

    public const string Wallets = """
        INSERT INTO wallet (customer, balance) SELECT customer, 1000000000000 FROM generate_series(1, $1) AS customer
        """;

    /// <summary>10,000 bookings of two seats each in show 0, paid and confirmed in the time before the wallets were filled.</summary>
    public const string OlderBookings = """
        WITH older AS (
          INSERT INTO booking (id, created_at, customer, show_id, places, status, tickets, fee, tax)
          SELECT gen_random_uuid(), now() - interval '1 day', 1 + n % $1, 0, ARRAY[n * 2, n * 2 + 1], 'confirmed', 40000, 2000, 360
          FROM generate_series(1, 10000) AS n
          RETURNING id, created_at, customer, places, total),
        seats AS (
          INSERT INTO seat (show_id, place, category, status, price, booking_id)
          SELECT 0, unnest(places), 's', 's', 20000, id FROM older),
        sold AS (
          INSERT INTO sold_seat (show_id, place, booking_id) SELECT 0, unnest(places), id FROM older),
        paid AS (
          INSERT INTO payment (booking_id, created_at, amount, method, status)
          SELECT id, created_at, total, 'wallet', 'captured' FROM older),
        topped AS (
          INSERT INTO wallet_entry (customer, amount, booking_id) SELECT customer, total, NULL FROM older),
        spent AS (
          INSERT INTO wallet_entry (customer, amount, booking_id) SELECT customer, -total, id FROM older)
        INSERT INTO outbox (type, payload) SELECT 'BookingConfirmed', jsonb_build_object('bookingId', id) FROM older
        """;
}
