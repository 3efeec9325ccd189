using System.Diagnostics;
using System.Text;

namespace Marquee.LoadTest.Comparison;

/// <summary>A .NET program that is started for a measurement, says when it is ready, and is stopped afterwards.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource _ready = new();

    private ChildProcess(Process process, string ready)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data, ready);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, ready);
        // Ctrl-C and SIGTERM end this program in an orderly way; what it started goes with it.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill();
    }

    public int Id => _process.Id;

    /// <param name="ready">How the line begins that it prints once it can be used.</param>
    /// <exception cref="InvalidOperationException">It ended, or was not ready for two minutes; says what it printed.</exception>
    public static async Task<ChildProcess> StartAsync(string assembly, IEnumerable<string> arguments, Dictionary<string, string> environment, string ready)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var child = new ChildProcess(new Process { StartInfo = start }, ready);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        var ended = child._process.WaitForExitAsync();
        await Task.WhenAny(child._ready.Task, ended, Task.Delay(Patience));
        if (child._ready.Task.IsCompleted) return child;
        await child.DisposeAsync();
        throw new InvalidOperationException($"{Path.GetFileName(assembly)} did not start: {child._said}");
    }

    /// <summary>Asks it to end, and makes it where it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var terminate = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(30)));
            Kill();
        }

        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended, or was never started.
        }
    }

    private void Hear(string? line, string ready)
    {
        if (line is null) return;
        lock (_said) _said.AppendLine(line);
        if (line.StartsWith(ready, StringComparison.Ordinal)) _ready.TrySetResult();
    }
}
