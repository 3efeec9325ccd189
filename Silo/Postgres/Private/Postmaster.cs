using System.Globalization;

namespace Marquee.Silo.Postgres.Private;

/// <summary>What a cluster's <c>postmaster.pid</c> says about its server.</summary>
internal static class Postmaster
{
    /// <summary>Process id of the server at work on this folder, or null.</summary>
    public static async Task<int?> FindAsync(string cluster, CancellationToken cancellation) =>
        await NamedAsync(cluster, cancellation) is { } id && await IsServerAsync(id, cluster, cancellation) ? id : null;

    /// <summary>
    /// PostgreSQL refuses to start while the process it names is alive, also where that is another program which got the same id after a
    /// crash. Only the id is replaced, by one that nobody has: the rest names the shared memory of backends that may still run.
    /// </summary>
    public static async Task ForgetStrangerAsync(string cluster, CancellationToken cancellation)
    {
        if (await NamedAsync(cluster, cancellation) is not { } id || await IsServerAsync(id, cluster, cancellation)) return;
        var lines = await File.ReadAllLinesAsync(PidFile(cluster), cancellation);
        lines[0] = int.MaxValue.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(PidFile(cluster), string.Join('\n', lines) + "\n", cancellation);
    }

    private static string PidFile(string cluster) => Path.Combine(cluster, "postmaster.pid");

    private static async Task<int?> NamedAsync(string cluster, CancellationToken cancellation)
    {
        if (!File.Exists(PidFile(cluster))) return null;
        var lines = await File.ReadAllLinesAsync(PidFile(cluster), cancellation);
        return lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;
    }

    // The folder of a process is closed to root in a container, its command line never is.
    public static async Task<bool> IsServerAsync(int id, string cluster, CancellationToken cancellation)
    {
        string[] words = OperatingSystem.IsLinux()
            ? await LinuxCommandLineAsync(id, cancellation)
            : (await Command.RunAsync(["ps", "-o", "args=", "-p", id.ToString(CultureInfo.InvariantCulture)], cancellation)).Output.Split(" -");
        return words.Any(word => word == cluster || word == $"D {cluster}");
    }

    private static async Task<string[]> LinuxCommandLineAsync(int id, CancellationToken cancellation)
    {
        try
        {
            return (await File.ReadAllTextAsync($"/proc/{id}/cmdline", cancellation)).Split('\0');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
