using Npgsql;

namespace Marquee.LoadTest.Invariants;

/// <summary>Reads Marquee's own tables, and the sandbox's, once they have come to rest.</summary>
internal sealed class BooksReader(NpgsqlDataSource database, TimeProvider clock)
{
    private const string OfShows =
        """
        SELECT id, show, status, ARRAY(SELECT jsonb_array_elements_text(document -> 'seats')),
          (document #>> '{price,tickets}')::bigint + (document #>> '{price,fee}')::bigint + (document #>> '{price,tax}')::bigint - (document #>> '{price,discount}')::bigint,
          document #>> '{price,currency}'
        FROM booking_view
        WHERE show = ANY ($1)
        """;

    /// <summary>Events that are still on their way, and dead letters.</summary>
    public const string Unmoved = "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM inbox WHERE done_at IS NULL) + (SELECT count(*) FROM dead_letter)";

    /// <summary>Events whose lines in the ledger do not add up to zero.</summary>
    public const string Unbalanced = "SELECT count(*) FROM (SELECT FROM ledger GROUP BY event_id, currency HAVING sum(amount) <> 0) AS e";

    /// <summary>Charges and refunds of the sandbox that are not those of the ledger, operation by operation.</summary>
    public const string UnlikeTheProviders =
        """
        SELECT count(*)
        FROM (SELECT operation, sum(amount) AS amount FROM ledger WHERE account = 'provider:clearing' GROUP BY operation) AS ours
        FULL JOIN (
          SELECT operation, amount FROM sandbox.charges WHERE status = 'captured'
          UNION ALL
          SELECT refund, -amount FROM sandbox.refunds WHERE status = 'succeeded') AS theirs USING (operation)
        WHERE ours.amount IS DISTINCT FROM theirs.amount
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until every booking of the shows is at rest and every event was taken in, at most so long, and reads what there is then.</summary>
    public async Task<Books> ReadAsync(IReadOnlyList<string> shows, TimeSpan patience)
    {
        var deadline = clock.GetUtcNow() + patience;
        while (true)
        {
            var books = new Books(await BookingsAsync(shows), await CountAsync(Unmoved), await CountAsync(Unbalanced), await CountAsync(UnlikeTheProviders));
            if ((books.Unmoved == 0 && books.UnlikeTheProviders == 0 && books.Bookings.All(booking => booking.IsAtRest)) || clock.GetUtcNow() > deadline) return books;
            await Task.Delay(Pause, clock);
        }
    }

    private async Task<IReadOnlyList<Kept>> BookingsAsync(IReadOnlyList<string> shows)
    {
        await using var query = database.CreateCommand(OfShows);
        query.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. shows] });
        await using var rows = await query.ExecuteReaderAsync();
        var bookings = new List<Kept>();
        while (await rows.ReadAsync())
            bookings.Add(new Kept(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetFieldValue<string[]>(3), rows.GetInt64(4), rows.GetString(5)));
        return bookings;
    }

    private async Task<long> CountAsync(string sql)
    {
#pragma warning disable CA2100 // Constants of this class.
        await using var count = database.CreateCommand(sql);
#pragma warning restore CA2100
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
