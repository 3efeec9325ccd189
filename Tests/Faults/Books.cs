using Marquee.Tests.Cluster;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Faults;

/// <summary>What the ledger and the views say once every event has been taken in.</summary>
internal static class Books
{
    private const string Unmoved = "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM dead_letter)";

    private const string Unbalanced = "SELECT count(*) FROM (SELECT FROM ledger GROUP BY event_id, currency HAVING sum(amount) <> 0) e";

    private const string Overdrawn = "SELECT count(*) FROM (SELECT FROM ledger WHERE account LIKE 'wallet:%' GROUP BY account HAVING sum(amount) > 0) w";

    // Sales are credits, so money that bought something is below zero; what was given back is above.
    private const string Sales = "SELECT -coalesce(sum(amount), 0)::bigint FROM ledger WHERE account = 'sales'";

    private const string TopUps = "SELECT coalesce(sum(amount), 0)::bigint FROM ledger WHERE account = 'top-ups'";

    /// <param name="sold">What the confirmed bookings cost, in minor units.</param>
    public static async Task CheckAsync(string connectionString, long sold)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await BookingCluster.Eventually(0L, () => AskAsync(database, Unmoved));
        Assert.Equal(0, await AskAsync(database, Unbalanced));
        Assert.Equal(0, await AskAsync(database, Overdrawn));
        Assert.Equal(sold, await AskAsync(database, Sales));
        Assert.Equal(0, await AskAsync(database, TopUps));
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
