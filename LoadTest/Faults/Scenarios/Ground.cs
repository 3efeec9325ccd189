using Marquee.LoadTest.Clusters;
using Marquee.Silo.Postgres.Private;

namespace Marquee.LoadTest.Faults.Scenarios;

/// <summary>
/// What a cluster is built on: three silos and two APIs with times short enough to watch things end, on a PostgreSQL of their own.
/// Scenarios that need more, such as a proxy before the database, have a ground of their own.
/// </summary>
internal class Ground : IAsyncDisposable
{
    /// <summary>How long seats wait for who does not pay. Nobody watches for five minutes.</summary>
    public static readonly TimeSpan HoldTime = TimeSpan.FromSeconds(20);

    /// <summary>Of the sandbox, so that it can be told to misbehave.</summary>
    public const string SandboxKey = "key-of-the-sandbox";

    private readonly string _messages = Directory.CreateTempSubdirectory("marquee-messages-").FullName;
    private PrivatePostgres? _database;

    public PrivatePostgres Database => _database ?? throw new InvalidOperationException("It is not prepared.");

    /// <summary>Where PostgreSQL keeps its data. Made by the ground, and gone with it.</summary>
    public string DataFolder { get; } = Directory.CreateTempSubdirectory("marquee-faults-").FullName;

    /// <summary>Starts what has to be there before any process of the cluster.</summary>
    public virtual async Task PrepareAsync(Action<string> progress) => _database = await PrivatePostgres.StartAsync(
        new PrivatePostgresOptions { DataDirectory = DataFolder, Ephemeral = FolderGoesWithServer, Progress = progress, Settings = DatabaseSettings }, CancellationToken.None);

    /// <param name="logs">Where what the processes say is kept; null for nowhere.</param>
    public virtual LocalClusterOptions OptionsOf(Account admin, string? logs, Action<string> progress) => new()
    {
        Folder = logs,
        Silos = 3, Apis = 2, FirstAdmin = admin, Progress = progress, Database = new GivenDatabase(Database.AppConnectionString, Database.MigratorConnectionString),
        // Below the ports that connections are given, or one may be taken while its silo is away.
        FirstApiPort = Random.Shared.Next(25, 75) * ClusterPorts.Room,
        Silo = new Dictionary<string, string>
        {
            ["Shows:HoldTime"] = $"{HoldTime}", ["Shows:WatchAfter"] = "00:00:03", ["Shows:WatchAtMostEvery"] = "00:00:05",
            ["Bookings:PaymentWindow"] = "00:00:40", ["Bookings:WalletPaymentWindow"] = "00:00:20",
            ["Notifications:File:Directory"] = _messages, ["Notifications:Concurrency"] = "1", ["Notifications:FirstRetry"] = "00:00:02",
            ["Notifications:BreakFor"] = "00:00:02", ["Notifications:Grace"] = "00:00:10",
            ["Payments:Sandbox:ApiKey"] = SandboxKey,
            // Nothing that is looked at here hashes a password, and a run is longer than a token lives.
            ["Accounts:HashMemoryKiB"] = "8", ["Accounts:HashIterations"] = "1", ["Accounts:AccessTokenLifetime"] = "01:00:00",
        },
        SiloOf = SiloSettings,
        Sandbox = new Dictionary<string, string> { ["Payments:Sandbox:Service:ApiKey"] = SandboxKey },
        Api = new Dictionary<string, string>
        {
            ["Limits:UserPerSecond"] = "1000000", ["Limits:UserBurst"] = "1000000", ["Limits:AddressPerSecond"] = "1000000", ["Limits:AddressBurst"] = "1000000",
        },
    };

    /// <summary>False where the folder is more than a folder.</summary>
    protected virtual bool FolderGoesWithServer => true;

    protected virtual IReadOnlyDictionary<string, string> DatabaseSettings { get; } = new Dictionary<string, string>();

    /// <summary>What one silo has other than the others.</summary>
    /// <param name="port">Where it is for other silos.</param>
    protected virtual IReadOnlyDictionary<string, string> SiloSettings(int number, int port) => new Dictionary<string, string>();

    public virtual async ValueTask DisposeAsync()
    {
        if (_database is not null) await _database.DisposeAsync();
        foreach (var folder in new[] { _messages, DataFolder })
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
