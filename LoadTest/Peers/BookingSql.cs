namespace Marquee.LoadTest.Peers;

/// <summary>
/// The transactions of a booking: each one statement, so one round trip and one commit. $1 is always the booking. The limit that pgbench
/// finds runs these very texts.
/// </summary>
internal static class BookingSql
{
    /// <summary>
    /// Holds all the places or none and makes the booking. Where one cannot be had the price becomes null, which the table refuses: all of
    /// it is undone. The key is read in its order, so two bookings that want the same places wait for each other and never deadlock.
    /// </summary>
    public const string Hold = """
        WITH held AS (
          UPDATE seat SET status = 'h', booking_id = $1, held_until = now() + interval '5 minutes'
          WHERE show_id = $3 AND place = ANY ($4) AND (status = 'f' OR status = 'h' AND held_until <= now())
          RETURNING place, category, price),
        made AS (
          INSERT INTO booking (id, customer, show_id, places, tickets, fee, tax)
          SELECT $1, $2, $3, $4, CASE WHEN count(*) = cardinality($4) THEN sum(price) END, $5, $6 FROM held
          RETURNING created_at)
        SELECT place, category, price, created_at FROM held CROSS JOIN made
        """;

    /// <summary>Makes the booking of places that are held elsewhere; no rows where one is sold.</summary>
    public const string Pend = """
        WITH wanted AS MATERIALIZED (
          SELECT place, category, price FROM seat
          WHERE show_id = $3 AND place = ANY ($4)
            AND NOT EXISTS (SELECT FROM sold_seat WHERE sold_seat.show_id = $3 AND sold_seat.place = seat.place)),
        made AS (
          INSERT INTO booking (id, customer, show_id, places, tickets, fee, tax)
          SELECT $1, $2, $3, $4, sum(price), $5, $6 FROM wanted
          HAVING count(*) = cardinality($4)
          RETURNING created_at)
        SELECT place, category, price, created_at FROM wanted CROSS JOIN made
        """;

    /// <summary>
    /// Takes the price out of the wallet. The key of the payments keeps a booking from being paid twice; no rows where there is no such
    /// booking, and a null amount where the wallet has too little.
    /// </summary>
    public const string Pay = """
        WITH due AS MATERIALIZED (
          SELECT customer, show_id, places, total FROM booking WHERE id = $1 AND status = 'pending'),
        debit AS (
          UPDATE wallet SET balance = balance - due.total FROM due
          WHERE wallet.customer = due.customer AND balance >= due.total
          RETURNING wallet.customer, due.total),
        entry AS (
          INSERT INTO wallet_entry (customer, amount, booking_id) SELECT customer, -total, $1 FROM debit),
        captured AS (
          INSERT INTO payment (booking_id, amount, method, status) SELECT $1, total, 'wallet', 'captured' FROM debit)
        SELECT due.show_id, due.places, debit.total FROM due LEFT JOIN debit ON true
        """;

    /// <summary>
    /// Sells the places, confirms the booking and tells it to the outbox. Where somebody else has got one of the places in the meantime the
    /// status becomes null, which the table refuses: all of it is undone.
    /// </summary>
    public const string Confirm = """
        WITH sold AS (
          UPDATE seat SET status = 's', booking_id = $1, held_until = NULL
          WHERE show_id = $2 AND place = ANY ($3)
            AND (status = 'h' AND booking_id = $1 OR status = 'f' OR status = 'h' AND held_until <= now())
          RETURNING place),
        confirmed AS (
          UPDATE booking SET status = CASE WHEN (SELECT count(*) FROM sold) = cardinality(places) THEN 'confirmed' END
          WHERE id = $1 AND status = 'pending'
          RETURNING customer, total)
        INSERT INTO outbox (type, payload)
        SELECT 'BookingConfirmed', jsonb_build_object('bookingId', $1, 'showId', $2, 'places', $3, 'customer', customer, 'total', total)
        FROM confirmed
        """;

    /// <summary>The same where holds live in Redis: the key of the sold seats refuses a seat that is sold already.</summary>
    public const string ConfirmSold = """
        WITH sold AS (
          INSERT INTO sold_seat (show_id, place, booking_id) SELECT $2, place, $1 FROM unnest($3) AS place ORDER BY place),
        confirmed AS (
          UPDATE booking SET status = 'confirmed' WHERE id = $1 AND status = 'pending'
          RETURNING customer, total)
        INSERT INTO outbox (type, payload)
        SELECT 'BookingConfirmed', jsonb_build_object('bookingId', $1, 'showId', $2, 'places', $3, 'customer', customer, 'total', total)
        FROM confirmed
        """;

    /// <summary>Gives the money back where the seats were lost before they could be sold.</summary>
    public const string Refund = """
        WITH failed AS (
          UPDATE booking SET status = 'failed' WHERE id = $1 AND status = 'pending' RETURNING customer),
        refunded AS (
          UPDATE payment SET status = 'refunded' FROM failed WHERE booking_id = $1 AND payment.status = 'captured'
          RETURNING customer, amount),
        entry AS (
          INSERT INTO wallet_entry (customer, amount, booking_id) SELECT customer, amount, $1 FROM refunded)
        UPDATE wallet SET balance = balance + amount FROM refunded WHERE wallet.customer = refunded.customer
        """;

    public const string SeatMap = """
        SELECT place, category, CASE WHEN status = 'h' AND held_until <= now() THEN 'f' ELSE status END
        FROM seat WHERE show_id = $1 ORDER BY place
        """;

    /// <summary>What PostgreSQL knows where holds live in Redis.</summary>
    public const string SoldMap = """
        SELECT place, category, CASE WHEN sold_seat.place IS NULL THEN 'f'::"char" ELSE 's'::"char" END
        FROM seat LEFT JOIN sold_seat USING (show_id, place) WHERE show_id = $1 ORDER BY place
        """;
}
