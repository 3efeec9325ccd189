using Microsoft.AspNetCore.Http.HttpResults;
using Orleans.Runtime;

namespace Marquee.Api.Cluster;

/// <summary>The silos, and how many grains of each kind are awake in them.</summary>
internal static class ClusterEndpoint
{
    public static void MapCluster(this RouteGroupBuilder admin) =>
        admin.MapGet("/cluster", Get).WithTags("Cluster").WithName("GetCluster");

    private static async Task<Ok<ClusterBody>> Get(IGrainFactory grains)
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        var (hosts, counts) = (management.GetDetailedHosts(), management.GetSimpleGrainStatistics());
        await Task.WhenAll(hosts, counts);
        var bySilo = (await counts).ToLookup(count => count.SiloAddress);
        return TypedResults.Ok(new ClusterBody(
            [.. (await hosts).OrderBy(host => host.StartTime).Select(host => SiloBody.Of(host, bySilo[host.SiloAddress].Sum(count => count.ActivationCount)))],
            new SortedDictionary<string, int>((await counts).GroupBy(count => NameOf(count.GrainType)).ToDictionary(kind => kind.Key, kind => kind.Sum(count => count.ActivationCount)), StringComparer.Ordinal)));
    }

    /// <summary><c>Marquee.Shows.ShowGrain,Marquee.Grains</c> is a <c>ShowGrain</c> to who runs the place.</summary>
    private static string NameOf(string grainType) => grainType.Split(',')[0].Split('.')[^1];
}

/// <param name="Activations">By the kind of grain, in all silos together.</param>
internal sealed record ClusterBody(IReadOnlyList<SiloBody> Silos, IReadOnlyDictionary<string, int> Activations);

/// <param name="Status">joining, active, shutting-down, stopping or dead.</param>
internal sealed record SiloBody(string Address, string Name, string Host, SiloStatus Status, DateTimeOffset StartedAt, DateTimeOffset SeenAt, int Activations)
{
    public static SiloBody Of(MembershipEntry host, int activations) => new(
        host.SiloAddress.ToParsableString(), host.SiloName, host.HostName, host.Status, Utc(host.StartTime), Utc(host.IAmAliveTime), activations);

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
