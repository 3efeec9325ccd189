using Marquee.LoadTest.Load;
using Marquee.Silo.Postgres.Private;
using Npgsql;

namespace Marquee.LoadTest.Comparison;

/// <summary>The one PostgreSQL server that all sides share, as <c>./run</c> sets one up, with a database for each.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly PrivatePostgres _server;
    private readonly int _postmaster;

    private Database(PrivatePostgres server, NpgsqlDataSource product, int postmaster)
    {
        _server = server;
        _postmaster = postmaster;
        Product = product;
    }

    public string App => _server.AppConnectionString;

    public string Migrator => _server.MigratorConnectionString;

    /// <summary>The product's database, as the superuser.</summary>
    public NpgsqlDataSource Product { get; }

    /// <param name="keptIn">A folder that stays, with the database in it, after the run; null for one that goes with it.</param>
    public static async Task<Database> StartAsync(string? keptIn = null)
    {
        var server = await PrivatePostgres.StartAsync(
            new PrivatePostgresOptions { DataDirectory = keptIn ?? Directory.CreateTempSubdirectory("marquee-load-").FullName, Ephemeral = keptIn is null },
            CancellationToken.None);
        var name = new NpgsqlConnectionStringBuilder(server.AppConnectionString).Database;
        var product = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.SuperuserConnectionString) { Database = name }.ConnectionString);
        await using var own = product.CreateCommand("SELECT pg_read_file('postmaster.pid')");
        var postmaster = int.Parse(((string)(await own.ExecuteScalarAsync())!).Split('\n')[0], System.Globalization.CultureInfo.InvariantCulture);
        return new Database(server, product, postmaster);
    }

    /// <summary>An empty database of that name; answers its connection string.</summary>
    public async Task<string> CreateAsync(string name)
    {
#pragma warning disable CA2100 // The names are ours, and a definition takes no parameters.
        await using var create = Product.CreateCommand($"CREATE DATABASE {name}");
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(_server.SuperuserConnectionString) { Database = name }.ConnectionString;
    }

    /// <summary>Processor time of the server and all its processes.</summary>
    public double Seconds() => ProcessTime.SecondsOf(_postmaster, withChildren: true);

    /// <summary>Bytes written to the log since the server was made.</summary>
    public async Task<decimal> LogPositionAsync()
    {
        await using var position = Product.CreateCommand("SELECT pg_current_wal_insert_lsn() - '0/0'");
        return (decimal)(await position.ExecuteScalarAsync())!;
    }

    /// <summary>Pages written to the log as a whole since the server was made.</summary>
    public async Task<long> FullPagesAsync()
    {
        await using var pages = Product.CreateCommand("SELECT wal_fpi FROM pg_stat_wal");
        return (long)(await pages.ExecuteScalarAsync())!;
    }

    /// <summary>The same for every side before each measurement: statistics are new, and nothing that was written before waits for the disk.</summary>
    public static async Task SettleAsync(NpgsqlDataSource database)
    {
        foreach (var sql in new[] { "VACUUM (ANALYZE)", "CHECKPOINT" })
        {
#pragma warning disable CA2100 // The two constants above.
            await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
            command.CommandTimeout = 300;
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        await _server.DisposeAsync();
    }
}
