using System.Globalization;

namespace Marquee.LoadTest.Faults.Proxies;

/// <summary>Tells whose a connection is, as Linux lists them: what a proxy sees of its client is a port.</summary>
internal static class SocketOwner
{
    private const int LocalAddress = 1;
    private const int Inode = 9;

    /// <summary>True where a process has a connection from this port of its machine.</summary>
    public static bool Has(int process, int port)
    {
        var sockets = InodesOf(port).Select(inode => $"socket:[{inode}]").ToHashSet();
        try
        {
            return sockets.Count > 0 && Directory.EnumerateFileSystemEntries($"/proc/{process}/fd").Any(file => sockets.Contains(TargetOf(file)));
        }
        catch (DirectoryNotFoundException)
        {
            // It has ended.
            return false;
        }
    }

    /// <summary>From the tables of connections, an address and a port in hexadecimal digits among the columns of each.</summary>
    private static IEnumerable<string> InodesOf(int port)
    {
        var ending = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return from table in (string[])["/proc/net/tcp", "/proc/net/tcp6"]
               where File.Exists(table)
               from line in File.ReadLines(table).Skip(1)
               let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
               where columns[LocalAddress].EndsWith(ending, StringComparison.Ordinal)
               select columns[Inode];
    }

    private static string TargetOf(string file)
    {
        try
        {
            return File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name ?? "";
        }
        catch (IOException)
        {
            // Closed since it was listed.
            return "";
        }
    }
}
