using System.Text.Json;
using Marquee.LoadTest.Clusters;

namespace Marquee.LoadTest.Faults.Scenarios;

/// <summary>Which silo has what, as the cluster tells it.</summary>
internal static class Homes
{
    private const int MostProbed = 3;
    private const int MostTries = 40;

    /// <summary>A silo that has shows.</summary>
    public static Task<ClusterNode> AnySiloAsync(this Site site) => site.HomeOfAsync(site.Stage.Shows[site.Random.Next(site.Stage.Shows.Count)]);

    /// <summary>Where a show lives.</summary>
    public static async Task<ClusterNode> HomeOfAsync(this Site site, string show)
    {
        var answer = await site.House.AskAsync(HttpMethod.Get, $"/v1/admin/grains/shows/{show}");
        // What the fault before this one left may take a moment.
        for (var tries = 0; answer.Status != 200; tries++)
        {
            if (tries == MostTries) throw new InvalidOperationException($"Where {show} lives is not told: {answer.Name}.");
            await Task.Delay(500);
            answer = await site.House.AskAsync(HttpMethod.Get, $"/v1/admin/grains/shows/{show}");
        }

        var address = answer.Body.GetProperty("silo").GetString()!;
        return site.Silos.Single(silo => IsAt(address, silo));
    }

    /// <summary>Some shows that live there.</summary>
    public static async Task<IReadOnlyList<string>> ShowsOfAsync(this Site site, ClusterNode silo)
    {
        var shows = new List<string>();
        foreach (var show in site.Stage.All)
            if (shows.Count < MostProbed && await site.HomeOfAsync(show) == silo) shows.Add(show);
        return shows;
    }

    /// <param name="cluster">What the cluster says of itself.</param>
    public static bool IsActive(JsonElement cluster, ClusterNode silo) => cluster.GetProperty("silos").EnumerateArray().Any(member =>
        member.GetProperty("status").GetString() == "active" && IsAt(member.GetProperty("address").GetString()!, silo));

    private static bool IsAt(string address, ClusterNode silo) => address.Contains($":{silo.Ports!.Value.Silo}", StringComparison.Ordinal);
}
