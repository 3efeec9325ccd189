using Marquee.Tests.Cluster;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Faults;

/// <summary>What the ledger and the views say once every event has been taken in.</summary>
internal static class Books
{
    private const string Unmoved = "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM inbox WHERE done_at IS NULL) + (SELECT count(*) FROM dead_letter)";

    private const string Unbalanced = "SELECT count(*) FROM (SELECT FROM ledger GROUP BY event_id, currency HAVING sum(amount) <> 0) e";

    private const string Overdrawn = "SELECT count(*) FROM (SELECT FROM ledger WHERE account LIKE 'wallet:%' GROUP BY account HAVING sum(amount) > 0) w";

    // Sales are credits, so money that bought something is below zero; what was given back is above.
    private const string Sales = "SELECT -coalesce(sum(amount), 0)::bigint FROM ledger WHERE account = 'sales'";

    private const string TopUps = "SELECT coalesce(sum(amount), 0)::bigint FROM ledger WHERE account = 'top-ups'";

    // Charges and refunds of the sandbox beside ours, operation by operation.
    private const string UnlikeTheProviders =
        """
        SELECT count(*)
        FROM (SELECT operation, sum(amount) AS amount FROM ledger WHERE account = 'provider:clearing' GROUP BY operation) o
        FULL JOIN (
          SELECT operation, amount FROM sandbox.charges WHERE status = 'captured'
          UNION ALL
          SELECT refund, -amount FROM sandbox.refunds WHERE status = 'succeeded') p USING (operation)
        WHERE o.amount IS DISTINCT FROM p.amount
        """;

    /// <param name="sold">What the confirmed bookings cost, in minor units.</param>
    public static async Task CheckAsync(string connectionString, long sold)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await BookingCluster.Eventually(0L, () => AskAsync(database, Unmoved));
        Assert.Equal(0, await AskAsync(database, Unbalanced));
        Assert.Equal(0, await AskAsync(database, Overdrawn));
        Assert.Equal(sold, await AskAsync(database, Sales));
        Assert.Equal(0, await AskAsync(database, TopUps));
        Assert.Equal(0, await AskAsync(database, UnlikeTheProviders));
    }

    private static async Task<long> AskAsync(NpgsqlDataSource database, string sql)
    {
        // Constants of this class alone.
#pragma warning disable CA2100
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
