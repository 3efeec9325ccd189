using Marquee.LoadTest.Clusters;

namespace Marquee.LoadTest.Faults.Scenarios;

/// <summary>A cluster of one version that becomes one of another while it serves, so that for a time both are at work.</summary>
internal static class UpgradeFaults
{
    public const string Name = "upgrade";
    private const string What = "silos, then APIs, in turn replaced by those of this version";

    /// <param name="old">Folder with the programs of the version it begins with; null where nobody has told.</param>
    public static Scenario From(string? old) => new(Name, What, UpgradeAsync)
    {
        OwnGround = () => new OldGround(old!), OnlyByName = true, EndsWithin = TimeSpan.FromSeconds(180),
        Unavailable = () => Directory.Exists(old) ? null : "Name the folder of the old version's LoadTest with --old.",
    };

    private static async Task UpgradeAsync(Site site)
    {
        site.WatchFromNow(site.Stage.Hot);
        foreach (var silo in site.Silos)
        {
            await ReplaceAsync(silo);
            // The two go on side by side.
            await Task.Delay(TimeSpan.FromSeconds(5));
        }

        foreach (var api in site.Cluster.Apis) await ReplaceAsync(api);

        async Task ReplaceAsync(ClusterNode node)
        {
            site.Harm(node, NodeSignal.Cont);
            node.Version = AppContext.BaseDirectory;
            await LocalCluster.RestartAsync(node);
        }
    }

    private sealed class OldGround(string version) : Ground
    {
        public override LocalClusterOptions OptionsOf(Account admin, string? logs, Action<string> progress) =>
            base.OptionsOf(admin, logs, progress) with { Version = Path.GetFullPath(version) };
    }
}
