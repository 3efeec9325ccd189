using Marquee.LoadTest.Clusters;

namespace Marquee.LoadTest.Runs;

/// <summary>The cluster that is started for a run: as it comes, but for the limits that keep one address, or one user, from asking all of it.</summary>
internal static class OwnSystem
{
    public static readonly Account Admin = new("admin@load.test", "a password for load tests");

    /// <summary>How long a hold lasts that nobody pays: short, so that a run ends soon after its last journey.</summary>
    public static readonly TimeSpan HoldTime = TimeSpan.FromSeconds(20);

    /// <param name="api">More settings of the APIs.</param>
    public static LocalClusterOptions Options(int silos, int apis, Action<string> progress, IReadOnlyDictionary<string, string>? api = null) => new()
    {
        Silos = silos,
        Apis = apis,
        FirstAdmin = Admin,
        Progress = progress,
        Silo = new Dictionary<string, string>
        {
            ["Shows:HoldTime"] = $"{HoldTime}",
            // Hundreds of accounts are made before anything is measured; nothing that is measured hashes a password.
            ["Accounts:HashMemoryKiB"] = "8", ["Accounts:HashIterations"] = "1",
        },
        Api = new Dictionary<string, string>(api ?? new Dictionary<string, string>())
        {
            ["Limits:UserPerSecond"] = "1000000", ["Limits:UserBurst"] = "1000000", ["Limits:AddressPerSecond"] = "1000000", ["Limits:AddressBurst"] = "1000000",
        },
    };
}
