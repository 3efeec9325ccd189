using Npgsql;

namespace Marquee.LoadTest.Peers;

/// <summary>
/// The database of the peers: makes its tables, fills them, and checks afterwards that no promise was broken. One peer a
/// filling: each keeps sold seats in its own way and knows nothing of the other's.
/// </summary>
internal sealed class PeerDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource _database;

    private PeerDatabase(NpgsqlDataSource database) => _database = database;

    /// <summary>The tables as they are.</summary>
    public static PeerDatabase Open(string connectionString) =>
        new(NpgsqlDataSource.Create($"{connectionString};Command Timeout=300;Pooling=false"));

    /// <summary>Makes the tables anew in a database that has nothing else in it: everything in its public schema goes.</summary>
    public static async Task<PeerDatabase> CreateAsync(string connectionString)
    {
        var database = Open(connectionString);
        await using var schema = typeof(PeerDatabase).Assembly.GetManifestResourceStream("peer_schema.sql")!;
        await database.ExecuteAsync("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        await database.ExecuteAsync(await new StreamReader(schema).ReadToEndAsync());
        return database;
    }

    /// <summary>
    /// Makes the wallets of c1, c2, .. with far more than they can spend, and bookings of an older show: tables are not empty where a system
    /// has been in use, and plans made for empty tables stay.
    /// </summary>
    public async Task FillAsync(int customers)
    {
        await ExecuteAsync(FillSql.Wallets, customers);
        await ExecuteAsync(FillSql.OlderBookings, customers);
    }

    /// <summary>Makes the shows from s<paramref name="first"/> on, of so many rows of so many seats, all free.</summary>
    public Task AddShowsAsync(int first, int count, int rows, int seatsPerRow) => ExecuteAsync(FillSql.Shows, first, first + count - 1, rows, seatsPerRow);

    /// <summary>Without the pages' map of what all may see, the first readers pay for the filling; without statistics the plans are bad.</summary>
    public async Task SettleAsync()
    {
        await ExecuteAsync("VACUUM (ANALYZE)");
        await ExecuteAsync("CHECKPOINT");
    }

    /// <summary>What should not be and is; empty where all is well.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync()
    {
        List<string> violations = [];
        await using var command = _database.CreateCommand(CheckSql.Violations);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) violations.Add($"{reader.GetString(0)}: {reader.GetString(1)}");
        return violations;
    }

    /// <summary>The bookings that are confirmed, without the ones that were there from the beginning.</summary>
    public async Task<HashSet<Guid>> ConfirmedAsync()
    {
        HashSet<Guid> confirmed = [];
        await using var command = _database.CreateCommand(CheckSql.Confirmed);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) confirmed.Add(reader.GetGuid(0));
        return confirmed;
    }

    private async Task ExecuteAsync(string sql, params int[] values)
    {
#pragma warning disable CA2100 // constants of this folder
        await using var command = _database.CreateCommand(sql);
#pragma warning restore CA2100
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = value });
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
