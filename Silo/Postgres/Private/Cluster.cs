using System.Globalization;

namespace Marquee.Silo.Postgres.Private;

/// <summary>One PostgreSQL cluster in a folder and the server on it.</summary>
internal sealed class Cluster(string folder, PostgresBinaries binaries, ServerAccount account)
{
    private string Log => Path.Combine(folder, "server.log");

    /// <summary>PostgreSQL version that made the cluster, or null where there is no folder.</summary>
    /// <exception cref="IOException">The folder holds no cluster.</exception>
    public static async Task<int?> MajorAsync(string folder, CancellationToken cancellation) => Directory.Exists(folder)
        ? int.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "PG_VERSION"), cancellation), CultureInfo.InvariantCulture)
        : null;

    public Task<int?> FindServerAsync(CancellationToken cancellation) => Postmaster.FindAsync(folder, cancellation);

    /// <summary>Starts the server and returns once it takes connections.</summary>
    public async Task<ServerStart> StartAsync(int port, IReadOnlyDictionary<string, string> settings, CancellationToken cancellation)
    {
        await Postmaster.ForgetStrangerAsync(folder, cancellation);
        await ClusterSettings.SaveAsync(folder, port, settings, cancellation);
        if (File.Exists(Log)) File.Move(Log, Log + ".old", overwrite: true);
        // pg_ctl gives the server a session of its own, so the terminal's Ctrl-C does not reach it before we have finished.
        var result = await RunAsync(binaries.PgCtl, ["start", "-w", "-t", "300", "-s", "-D", folder, "-l", Log], cancellation);
        return result.Succeeded ? ServerStart.Ready : ServerStart.Failed(await ReasonAsync(result, cancellation), Log);
    }

    /// <summary>Stops the server, if there is one. Immediately means without a checkpoint, as in a crash: the next start recovers.</summary>
    public async Task StopAsync(bool immediately, CancellationToken cancellation)
    {
        if (await FindServerAsync(cancellation) is null) return;
        if (!immediately && (await StopAsync("fast", cancellation)).Succeeded) return;
        var result = await StopAsync("immediate", cancellation);
        if (!result.Succeeded && await FindServerAsync(cancellation) is not null)
            throw new PostgresUnavailableException($"PostgreSQL on {folder} could not be stopped ({result.LastLine}).");
    }

    private Task<CommandResult> StopAsync(string mode, CancellationToken cancellation) =>
        RunAsync(binaries.PgCtl, ["stop", "-w", "-t", "60", "-s", "-D", folder, "-m", mode], cancellation);

    private Task<CommandResult> RunAsync(string program, string[] words, CancellationToken cancellation) =>
        Command.RunAsync(account.Wrap([program, .. words]), cancellation);

    private async Task<string> ReasonAsync(CommandResult result, CancellationToken cancellation)
    {
        if (!File.Exists(Log)) return result.LastLine;
        var lines = await File.ReadAllLinesAsync(Log, cancellation);
        return string.Join("; ", lines
            .Where(line => line.Contains("FATAL:", StringComparison.Ordinal) || line.Contains("could not bind", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(":  ", StringComparison.Ordinal) + 3)..].TrimEnd('.'))
            .DefaultIfEmpty(result.LastLine));
    }
}

/// <summary>How a start ended; <paramref name="Reason"/> is what the server said last.</summary>
internal sealed record ServerStart(bool Succeeded, string Reason, string Log)
{
    public static ServerStart Ready { get; } = new(true, "", "");

    public static ServerStart Failed(string reason, string log) => new(false, reason, log);

    public bool PortIsTaken => Reason.Contains("Address already in use", StringComparison.Ordinal);

    /// <summary>Backends of a server that was killed are still leaving.</summary>
    public bool IsStillEnding => Reason.Contains("still in use", StringComparison.Ordinal) || Reason.Contains("already exists", StringComparison.Ordinal);
}
