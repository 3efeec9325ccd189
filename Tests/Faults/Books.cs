using Marquee.LoadTest.Invariants;
using Marquee.Tests.Cluster;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Faults;

/// <summary>What the ledger and the views say once every event has been taken in.</summary>
internal static class Books
{
    private const string Overdrawn = "SELECT count(*) FROM (SELECT FROM ledger WHERE account LIKE 'wallet:%' GROUP BY account HAVING sum(amount) > 0) w";

    // Sales are credits, so money that bought something is below zero; what was given back is above.
    private const string Sales = "SELECT -coalesce(sum(amount), 0)::bigint FROM ledger WHERE account = 'sales'";

    private const string TopUps = "SELECT coalesce(sum(amount), 0)::bigint FROM ledger WHERE account = 'top-ups'";

    /// <param name="sold">What the confirmed bookings cost, in minor units.</param>
    public static async Task CheckAsync(string connectionString, long sold)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await BookingCluster.Eventually(0L, () => AskAsync(database, BooksReader.Unmoved));
        Assert.Equal(0, await AskAsync(database, BooksReader.Unbalanced));
        Assert.Equal(0, await AskAsync(database, Overdrawn));
        Assert.Equal(sold, await AskAsync(database, Sales));
        Assert.Equal(0, await AskAsync(database, TopUps));
        Assert.Equal(0, await AskAsync(database, BooksReader.UnlikeTheProviders));
    }

    private static async Task<long> AskAsync(NpgsqlDataSource database, string sql)
    {
#pragma warning disable CA2100 // Constants of this class and of the reader of books.
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
