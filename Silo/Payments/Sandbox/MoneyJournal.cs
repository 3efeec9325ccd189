using Npgsql;
using NpgsqlTypes;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>Charges that were captured and refunds that went back, a page at a time.</summary>
internal sealed class MoneyJournal(NpgsqlDataSource database)
{
    private const int PageSize = 200;

    private const string Charges =
        """
        SELECT operation, amount, currency, updated_at
        FROM sandbox.charges
        WHERE operation > $1 AND status = 'captured' AND ($2::timestamptz IS NULL OR updated_at >= $2)
        ORDER BY operation
        LIMIT $3
        """;

    private const string Refunds =
        """
        SELECT r.refund, r.amount, c.currency, r.created_at
        FROM sandbox.refunds r
        JOIN sandbox.charges c ON c.operation = r.operation
        WHERE r.refund > $1 AND r.status = 'succeeded' AND ($2::timestamptz IS NULL OR r.created_at >= $2)
        ORDER BY r.refund
        LIMIT $3
        """;

    public Task<IReadOnlyList<JournalEntry>> ChargesAsync(string after, DateTimeOffset? since, CancellationToken cancellation) =>
        ReadAsync(Charges, after, since, cancellation);

    public Task<IReadOnlyList<JournalEntry>> RefundsAsync(string after, DateTimeOffset? since, CancellationToken cancellation) =>
        ReadAsync(Refunds, after, since, cancellation);

    private async Task<IReadOnlyList<JournalEntry>> ReadAsync(string sql, string after, DateTimeOffset? since, CancellationToken cancellation)
    {
        // Constants of this class alone.
#pragma warning disable CA2100
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        command.Parameters.AddWithValue(after);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)since?.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.AddWithValue(PageSize);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var entries = new List<JournalEntry>();
        while (await row.ReadAsync(cancellation))
            entries.Add(new(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3)));
        return entries;
    }
}
