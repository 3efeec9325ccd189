using System.Diagnostics;
using System.Net.NetworkInformation;

namespace Marquee.LoadTest.Faults.Scenarios;

/// <summary>
/// Loses packets, by a rule of the kernel's filter, until it is disposed. Only in a network namespace of its own, where nothing but what is
/// tested is in the way: <c>unshare -n sh -c 'ip link set lo up; ...'</c>.
/// </summary>
internal sealed class LossyNetwork : IDisposable
{
    private const string Table = "marquee_loss";

    private LossyNetwork()
    {
    }

    /// <summary>Why there can be none here, or null.</summary>
    public static string? Unavailable()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return "packets are lost by root on Linux alone";
        if (NetworkInterface.GetAllNetworkInterfaces().Any(way => way.NetworkInterfaceType != NetworkInterfaceType.Loopback))
            return "packets are lost only where there is no way out: begin with unshare -n sh -c 'ip link set lo up; ...'";
        return Rule("list tables") ? null : "nft, of the package nftables, is not there";
    }

    /// <param name="ports">Of the servers; packets to them and from them are lost.</param>
    public static LossyNetwork OneIn(int packets, IReadOnlyCollection<int> ports)
    {
        var network = new LossyNetwork();
        var set = $"{{ {string.Join(", ", ports)} }}";
        var made = Rule($"add table inet {Table}") && Rule($"add chain inet {Table} arriving {{ type filter hook input priority 0; }}")
            && Rule($"add rule inet {Table} arriving tcp dport {set} numgen random mod {packets} < 1 drop")
            && Rule($"add rule inet {Table} arriving tcp sport {set} numgen random mod {packets} < 1 drop");
        if (made) return network;
        network.Dispose();
        throw new InvalidOperationException("The kernel takes no rule that loses packets.");
    }

    public void Dispose() => Rule($"delete table inet {Table}");

    private static bool Rule(string rule)
    {
        try
        {
            using var nft = Process.Start(new ProcessStartInfo("nft", [rule]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            nft.WaitForExit();
            return nft.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
