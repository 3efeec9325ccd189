using System.Globalization;

namespace Marquee.Silo.Postgres.Private;

/// <summary>Server settings for a machine that it shares with the product: small, local, and durable.</summary>
internal static class ClusterSettings
{
    public const string FileName = "marquee.conf";

    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Replaces the file, which another account may have made: the server's must be able to read it whatever our umask is.</summary>
    public static async Task SaveAsync(string cluster, int port, IReadOnlyDictionary<string, string> overrides, CancellationToken cancellation)
    {
        var path = Path.Combine(cluster, FileName);
        File.Delete(path);
        await File.WriteAllTextAsync(path, Text(port, overrides), cancellation);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, Readable);
    }

    private static string Text(int port, IReadOnlyDictionary<string, string> overrides)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["listen_addresses"] = "127.0.0.1",
            ["unix_socket_directories"] = "",
            ["max_connections"] = "200",
            ["shared_buffers"] = "256MB",
            ["fsync"] = "on",
            ["password_encryption"] = "scram-sha-256",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            ["log_line_prefix"] = "%m [%p] %u@%d ",
            ["lc_messages"] = "C",
            // Our statements are short: compiling them or spreading them over processes costs more than it saves.
            ["jit"] = "off",
            ["max_parallel_workers_per_gather"] = "0",
        };
        foreach (var (name, value) in overrides) settings[name] = value;
        settings["port"] = port.ToString(CultureInfo.InvariantCulture);
        return string.Concat(settings.Select(setting => $"{setting.Key} = '{setting.Value.Replace("'", "''", StringComparison.Ordinal)}'\n"));
    }
}
