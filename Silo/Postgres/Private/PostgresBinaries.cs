using System.Globalization;
using System.Text.RegularExpressions;

namespace Marquee.Silo.Postgres.Private;

/// <summary>One installation of PostgreSQL's programs.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    /// <summary>The schema needs <c>NULLS NOT DISTINCT</c>.</summary>
    public const int OldestMajor = 15;

    public string Initdb => Path.Combine(Folder, "initdb");
    public string PgCtl => Path.Combine(Folder, "pg_ctl");
    public string Postgres => Path.Combine(Folder, "postgres");

    /// <summary>What is in a folder, or null where a program is missing, too old, or made for another machine.</summary>
    public static async Task<PostgresBinaries?> TryReadAsync(string folder, CancellationToken cancellation)
    {
        var found = new PostgresBinaries(folder, 0);
        if (!File.Exists(found.Initdb) || !File.Exists(found.PgCtl) || !File.Exists(found.Postgres)) return null;
        try
        {
            var answer = await Command.RunAsync([found.Postgres, "--version"], cancellation);
            var version = MajorVersion().Match(answer.Output);
            if (!answer.Succeeded || !version.Success) return null;
            var major = int.Parse(version.Value, CultureInfo.InvariantCulture);
            return major < OldestMajor ? null : found with { Major = major };
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@"(?<=\s)\d+(?=[\.a-z])")]
    private static partial Regex MajorVersion();
}
