using Marquee.LoadTest.Faults.Checks;
using Marquee.LoadTest.Faults.Customers;
using Npgsql;

namespace Marquee.LoadTest.Faults.Settling;

/// <summary>Reads what is on disk, past the product; seats and wallets are asked of the product itself.</summary>
internal sealed class BooksReader(NpgsqlDataSource database, IReadOnlyList<Account> customers, IEnumerable<string> shows)
{
    public async Task<Books> ReadAsync(IReadOnlyList<string> unfinished) => new()
    {
        Unfinished = unfinished,
        Bookings = (await ListAsync(
            """
            SELECT id, customer, show, status, ARRAY(SELECT jsonb_array_elements_text(document -> 'seats')),
              (document #>> '{price,total,amount}')::bigint, document ->> 'payment'
            FROM booking_view
            """,
            row => new BookedRow(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetFieldValue<string[]>(4), row.GetInt64(5),
                row.IsDBNull(6) ? null : row.GetString(6)))).ToDictionary(booking => booking.Id),
        Ledger = await ListAsync(
            "SELECT event_id::text, account, amount, currency, operation, reference FROM ledger",
            row => new LedgerRow(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetString(5))),
        Charges = await ListAsync(
            "SELECT operation, amount, refunded FROM sandbox.charges WHERE status = 'captured'",
            row => new ChargedRow(row.GetString(0), row.GetInt64(1), row.GetInt64(2))),
        Refunds = await ListAsync(
            "SELECT refund, operation, amount FROM sandbox.refunds WHERE status = 'succeeded'",
            row => new RefundedRow(row.GetString(0), row.GetString(1), row.GetInt64(2))),
        Audit = await ListAsync("SELECT kind, subject FROM audit_log ORDER BY id", row => new AuditedRow(row.GetString(0), row.GetString(1))),
        Messages = await ListAsync(
            "SELECT event_id::text, booking, kind, status FROM notification_delivery",
            row => new MessageRow(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3))),
        DeadLetters = (await ListAsync("SELECT count(*) FROM dead_letter", row => row.GetInt64(0)))[0],
        Seats = await SeatsAsync(),
        Wallets = await WalletsAsync(),
    };

    private async Task<IReadOnlyList<SeatRow>> SeatsAsync()
    {
        var seats = new List<SeatRow>();
        foreach (var show in shows)
        {
            var map = (await customers[0].AskAsync(HttpMethod.Get, $"/v1/shows/{show}/seats")).Body;
            seats.AddRange(map.GetProperty("rows").EnumerateArray().SelectMany(row => row.GetProperty("seats").EnumerateArray())
                .Select(seat => new SeatRow(show, seat.GetProperty("label").GetString()!, seat.GetProperty("status").GetString()!)));
        }

        return seats;
    }

    private async Task<IReadOnlyDictionary<string, long>> WalletsAsync()
    {
        var wallets = new Dictionary<string, long>();
        foreach (var customer in customers)
            wallets[customer.Id] = (await customer.AskAsync(HttpMethod.Get, "/v1/me/wallet")).Body.GetProperty("balance").GetProperty("amount").GetInt64();
        return wallets;
    }

    private async Task<List<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
#pragma warning disable CA2100 // Constants of this class.
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        command.CommandTimeout = 300;
        await using var row = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await row.ReadAsync()) rows.Add(read(row));
        return rows;
    }
}
