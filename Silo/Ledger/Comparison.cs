using Marquee.Payments;
using Marquee.Silo.Payments;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Marquee.Silo.Ledger;

/// <summary>
/// The journals of providers beside our ledger, in tables that only this connection sees and that are gone with it: however many operations
/// there are, the database joins them and the process holds a few hundred.
/// </summary>
internal sealed class Comparison(NpgsqlConnection connection)
{
    private const string Make =
        """
        CREATE TEMP TABLE provider_entry
        (
          provider text NOT NULL,
          kind smallint NOT NULL,
          reference text NOT NULL,
          operation text NOT NULL,
          amount bigint NOT NULL,
          currency text NOT NULL,
          at timestamptz NOT NULL,
          PRIMARY KEY (provider, kind, reference)
        );
        CREATE TEMP TABLE compared
        (
          operation text NOT NULL,
          kind smallint NOT NULL,
          provider text NOT NULL,
          our_amount bigint, our_currency text, our_at timestamptz,
          their_amount bigint, their_currency text, their_at timestamptz,
          same boolean NOT NULL,
          in_flight boolean NOT NULL
        )
        """;

    private const string Add =
        """
        INSERT INTO provider_entry (provider, kind, reference, operation, amount, currency, at)
        SELECT $1, $2, r.reference, r.operation, r.amount, r.currency, r.at
        FROM unnest($3, $4, $5, $6, $7) AS r (reference, operation, amount, currency, at)
        ON CONFLICT DO NOTHING
        """;

    // Several entries of one operation add up: money that was taken twice is a difference too. Where only the provider knows of it, it is in
    // flight while the event that tells of it is, or while the refund is still being asked for.
    private const string Compare =
        """
        WITH ours AS (
          SELECT operation, CASE WHEN sum(amount) > 0 THEN 0 ELSE 1 END AS kind, coalesce(max(provider), $5) AS provider,
            abs(sum(amount))::bigint AS amount, max(currency) AS currency, max(at) AS at
          FROM ledger
          WHERE account = $1 AND coalesce(provider, $5) = ANY ($2) AND ($3::timestamptz IS NULL OR at >= $3)
          GROUP BY operation),
        theirs AS (
          SELECT operation, max(kind) AS kind, max(provider) AS provider, sum(amount)::bigint AS amount, max(currency) AS currency, max(at) AS at
          FROM provider_entry
          GROUP BY operation)
        INSERT INTO compared (operation, kind, provider, our_amount, our_currency, our_at, their_amount, their_currency, their_at, same, in_flight)
        SELECT operation, coalesce(o.kind, t.kind), coalesce(o.provider, t.provider), o.amount, o.currency, o.at, t.amount, t.currency, t.at,
          (o.amount, o.currency) IS NOT DISTINCT FROM (t.amount, t.currency),
          greatest(o.at, t.at) > $6 OR (o.operation IS NULL AND (
            EXISTS (SELECT FROM outbox e WHERE e.topic = $7 AND e.aggregate = t.operation)
            OR EXISTS (SELECT FROM inbox i WHERE i.consumer = 'views' AND i.done_at IS NULL AND i.topic = $7 AND i.aggregate = t.operation)
            OR EXISTS (SELECT FROM refund_view r WHERE r.id = t.operation AND r.status IN ('pending', 'stuck'))))
        FROM ours o
        FULL JOIN theirs t USING (operation)
        WHERE $4::timestamptz IS NULL OR greatest(o.at, t.at) >= $4
        """;

    private const string Totals = "SELECT count(*) FILTER (WHERE NOT in_flight), count(*) FILTER (WHERE in_flight) FROM compared";

    private const string Differences =
        """
        SELECT operation, kind, provider, our_amount, our_currency, our_at, their_amount, their_currency, their_at
        FROM compared
        WHERE NOT same AND NOT in_flight
        ORDER BY operation
        """;

    private const string Others = "SELECT DISTINCT coalesce(provider, $3) FROM ledger WHERE account = $1 AND NOT coalesce(provider, $3) = ANY ($2)";

    public async Task BeginAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Make, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task EndAsync()
    {
        await using var command = new NpgsqlCommand("DROP TABLE provider_entry, compared", connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task AddAsync(string provider, ProviderEntryKind kind, ProviderEntry[] entries, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Add, connection);
        List<ProviderEntry> all = [.. entries];
        command.Parameters.With(provider).With((short)kind).WithTexts(all, entry => entry.Reference).WithTexts(all, entry => entry.Operation)
            .WithEach(all, entry => entry.Amount.Amount).WithTexts(all, entry => entry.Amount.Currency).WithEach(all, entry => entry.At.ToUniversalTime());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <param name="from">Before it nothing is read of our ledger.</param>
    /// <param name="since">What neither side knows since then is left out.</param>
    /// <param name="settled">What either side knows since then only is in flight.</param>
    public async Task<(long Checked, long InFlight)> CompareAsync(
        string[] providers, DateTimeOffset? from, DateTimeOffset? since, DateTimeOffset settled, CancellationToken cancellation)
    {
        await using (var compare = new NpgsqlCommand(Compare, connection))
        {
            compare.Parameters.With(LedgerLines.Clearing).With(providers).WithNullable(from?.ToUniversalTime(), NpgsqlDbType.TimestampTz)
                .WithNullable(since?.ToUniversalTime(), NpgsqlDbType.TimestampTz).With(SandboxPaymentProvider.Name).WithTime(settled).With(Topics.Payments);
            await compare.ExecuteNonQueryAsync(cancellation);
        }

        await using var totals = new NpgsqlCommand(Totals, connection);
        await using var row = await totals.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return (row.GetInt64(0), row.GetInt64(1));
    }

    public async IAsyncEnumerable<ReconciliationDifference> DifferencesAsync()
    {
        await using var command = new NpgsqlCommand(Differences, connection);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync()) yield return new(row.GetString(0), (ProviderEntryKind)row.GetInt16(1), row.GetString(2), Side(row, 3), Side(row, 6));
    }

    /// <summary>Providers of operations in our ledger that are none of these.</summary>
    public async Task<string[]> OthersAsync(string[] providers, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Others, connection);
        command.Parameters.With(LedgerLines.Clearing).With(providers).With(SandboxPaymentProvider.Name);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var others = new List<string>();
        while (await row.ReadAsync(cancellation)) others.Add(row.GetString(0));
        return [.. others];
    }

    private static ReconciliationSide? Side(NpgsqlDataReader row, int column) => row.IsDBNull(column)
        ? null
        : new ReconciliationSide(new Money(row.GetInt64(column), row.GetString(column + 1)), row.GetFieldValue<DateTimeOffset>(column + 2));
}
