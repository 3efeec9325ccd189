using Orleans.TestingHost;

namespace Marquee.Tests.Cluster;

/// <summary>
/// Starts clusters of Orleans' test host. One of them was seen to neither come up nor fail: nothing ran any more, its start waited for ever, and
/// so did everybody who waited for it.
/// </summary>
internal static class ClusterStart
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <param name="build">Makes one that is not started. Called again where the first does not start.</param>
    /// <exception cref="TimeoutException">Neither did the second.</exception>
    public static async Task<InProcessTestCluster> StartAsync(Func<InProcessTestCluster> build)
    {
        try
        {
            return await StartOnceAsync(build());
        }
        catch (TimeoutException)
        {
            // It is left behind: to dispose of it would wait for the same.
            return await StartOnceAsync(build());
        }
    }

    private static async Task<InProcessTestCluster> StartOnceAsync(InProcessTestCluster cluster)
    {
        await cluster.DeployAsync().WaitAsync(Patience);
        return cluster;
    }
}
