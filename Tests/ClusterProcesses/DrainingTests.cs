using Marquee.LoadTest.Clusters;
using Marquee.Tests.Api;
using Xunit;

namespace Marquee.Tests.ClusterProcesses;

public sealed class DrainingTests
{
    [Fact]
    public async Task An_api_that_is_told_to_stop_says_so_first_and_serves_on_for_a_while()
    {
        await using var cluster = await LocalCluster.StartAsync(new LocalClusterOptions { Api = new Dictionary<string, string> { ["Draining:Pause"] = "00:00:04" } });
        var api = cluster.Apis.Single();
        using var client = new ApiClient(api.Url);
        Assert.Null((await client.GetAsync("/v1/cities")).Is(200).Header("Connection"));
        LocalCluster.Kill(api, NodeSignal.Term);
        ApiAnswer ready;
        while ((ready = await client.GetAsync("/health/ready")).Status == 200) await Task.Delay(20);
        Assert.Equal((503, "not-ready"), (ready.Status, ready.Text("code")));
        Assert.Equal("close", (await client.GetAsync("/v1/cities")).Is(200).Header("Connection"));
        await api.ExitAsync();
        Assert.Equal(0, api.ExitCode);

        await LocalCluster.RestartAsync(api);
        (await client.GetAsync("/v1/cities")).Is(200);
        await FreezeAsync(cluster, cluster.Silos.Single());
    }

    /// <summary>What tests of faults do to single processes.</summary>
    private static async Task FreezeAsync(LocalCluster cluster, ClusterNode silo)
    {
        using var http = new HttpClient { BaseAddress = silo.Url, Timeout = TimeSpan.FromSeconds(1) };
        LocalCluster.Kill(silo, NodeSignal.Stop);
        await Assert.ThrowsAsync<TaskCanceledException>(() => http.GetAsync(new Uri("/health/live", UriKind.Relative)));
        LocalCluster.Kill(silo, NodeSignal.Cont);
        await silo.ReadyAsync();
        var (process, ports) = (silo.Id, silo.Ports);
        LocalCluster.Kill(silo);
        await silo.ExitAsync();
        Assert.False(silo.IsRunning);
        await LocalCluster.RestartAsync(silo);
        Assert.Equal((ports, true), (silo.Ports, silo.Id != process));
        Assert.Contains(silo, cluster.Silos);
    }
}
