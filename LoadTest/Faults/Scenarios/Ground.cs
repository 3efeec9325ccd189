using Marquee.LoadTest.Clusters;

namespace Marquee.LoadTest.Faults.Scenarios;

/// <summary>
/// What a cluster is built on: three silos and two APIs with times short enough to watch things end. Scenarios that need more of it, such
/// as a proxy before the database, have a ground of their own.
/// </summary>
internal class Ground : IAsyncDisposable
{
    /// <summary>How long seats wait for who does not pay. Nobody watches for five minutes.</summary>
    public static readonly TimeSpan HoldTime = TimeSpan.FromSeconds(20);

    private readonly string _messages = Directory.CreateTempSubdirectory("marquee-messages-").FullName;

    /// <summary>Waits for what the ground has and the cluster needs, before any process is started.</summary>
    public virtual LocalClusterOptions OptionsOf(Account admin, Action<string> progress) => new()
    {
        Silos = 3, Apis = 2, FirstAdmin = admin, Progress = progress,
        Silo = new Dictionary<string, string>
        {
            ["Shows:HoldTime"] = $"{HoldTime}", ["Shows:WatchAfter"] = "00:00:03", ["Shows:WatchAtMostEvery"] = "00:00:05",
            ["Bookings:PaymentWindow"] = "00:00:40", ["Bookings:WalletPaymentWindow"] = "00:00:20",
            ["Notifications:File:Directory"] = _messages, ["Notifications:Concurrency"] = "1", ["Notifications:FirstRetry"] = "00:00:02",
            ["Notifications:BreakFor"] = "00:00:02", ["Notifications:Grace"] = "00:00:10",
            // Nothing that is looked at here hashes a password, and a run is longer than a token lives.
            ["Accounts:HashMemoryKiB"] = "8", ["Accounts:HashIterations"] = "1", ["Accounts:AccessTokenLifetime"] = "01:00:00",
        },
        Api = new Dictionary<string, string>
        {
            ["Limits:UserPerSecond"] = "1000000", ["Limits:UserBurst"] = "1000000", ["Limits:AddressPerSecond"] = "1000000", ["Limits:AddressBurst"] = "1000000",
        },
    };

    public virtual ValueTask DisposeAsync()
    {
        if (Directory.Exists(_messages)) Directory.Delete(_messages, recursive: true);
        return ValueTask.CompletedTask;
    }
}
