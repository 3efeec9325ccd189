using System.Diagnostics;

namespace Marquee.Silo.Postgres.Private;

/// <summary>Runs one program to its end and keeps what it printed.</summary>
internal static class Command
{
    public static async Task<CommandResult> RunAsync(IEnumerable<string> line, CancellationToken cancellation, string folder = "/")
    {
        var words = line.ToArray();
        // PostgreSQL's programs refuse a working folder that their account cannot read, so the default is one that everybody can.
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return new CommandResult(process.ExitCode, (await output + await error).Trim());
        }
        catch (OperationCanceledException)
        {
            // Not its tree: a server that pg_ctl has just started is ended in order by whoever gave up on it.
            process.Kill();
            throw;
        }
    }

    /// <summary>The full path of a program on PATH, or null.</summary>
    public static string? Find(string program) =>
        SearchPath().Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    public static IEnumerable<string> SearchPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}

internal sealed record CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>What to quote in a sentence.</summary>
    public string LastLine => Output.Split('\n')[^1].Trim().TrimEnd('.');
}
