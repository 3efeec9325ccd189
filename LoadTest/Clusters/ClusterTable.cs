using System.Globalization;

namespace Marquee.LoadTest.Clusters;

/// <summary>Which process is where.</summary>
internal static class ClusterTable
{
    public static string Of(LocalCluster cluster)
    {
        var rows = cluster.Nodes.Select(Line).ToList();
        if (cluster.Database.ServerId is { } server) rows.Insert(0, Line("postgresql", $"{server}", "127.0.0.1", ""));
        return string.Join(Environment.NewLine, rows.Prepend(Line("name", "process", "url", "silo and gateway port")));
    }

    private static string Line(ClusterNode node) => Line(
        node.Name,
        node.IsRunning ? node.Id.ToString(CultureInfo.InvariantCulture) : $"ended {node.ExitCode}",
        node.Url.GetLeftPart(UriPartial.Authority),
        node.Ports is { } ports ? $"{ports.Silo} {ports.Gateway}" : "");

    private static string Line(string name, string process, string url, string ports) => $"{name,-11} {process,-11} {url,-24} {ports}".TrimEnd();
}
