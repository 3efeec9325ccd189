using System.Diagnostics;

namespace Marquee.LoadTest.Clusters;

/// <summary>
/// A program of the product, beside this one in its folder. It has a session of its own, so that a terminal's Ctrl-C does not reach it, and
/// the kernel ends it with this process, where the system offers both. What it says goes to a file.
/// </summary>
internal sealed class NodeProcess : IDisposable
{
    private static readonly string[] Prefix = OnPath("setsid") && OnPath("setpriv") ? ["setsid", "setpriv", "--pdeathsig", "KILL"] : [];
    private static readonly string Dotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";

    private readonly Process _process;
    private readonly StreamWriter _log;

    private NodeProcess(Process process, StreamWriter log)
    {
        (_process, _log) = (process, log);
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public static async Task<NodeProcess> StartAsync(IEnumerable<string> program, IReadOnlyDictionary<string, string> environment, string log)
    {
        var start = Command(program);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var writer = new StreamWriter(new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        var node = new NodeProcess(new Process { StartInfo = start }, writer);
        await StartingThread.StartAsync(node._process);
        node._process.StandardInput.Close();
        node._process.BeginOutputReadLine();
        node._process.BeginErrorReadLine();
        return node;
    }

    /// <summary>How a program of ours is started, one that is no node of a cluster included.</summary>
    public static ProcessStartInfo Command(IEnumerable<string> program)
    {
        string[] command = [.. Prefix, Dotnet, .. program];
        return new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = AppContext.BaseDirectory,
        };
    }

    public Task ExitAsync(CancellationToken cancellation = default) => _process.WaitForExitAsync(cancellation);

    /// <summary>Does nothing where it has ended.</summary>
    public void Send(NodeSignal signal)
    {
        if (_process.HasExited) return;
        using var kill = Process.Start("kill", [$"-{signal.ToString().ToUpperInvariant()}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        _process.Dispose();
        lock (_log) _log.Dispose();
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private void Hear(string? line)
    {
        if (line is null) return;
        try
        {
            lock (_log) _log.WriteLine(line);
        }
        catch (ObjectDisposedException)
        {
            // Its last words, after it was given up.
        }
    }
}
