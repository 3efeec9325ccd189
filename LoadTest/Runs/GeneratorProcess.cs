using System.Diagnostics;
using System.Text.Json;
using Marquee.LoadTest.Clusters;

namespace Marquee.LoadTest.Runs;

/// <summary>A generator as seen from the process that directs it.</summary>
internal sealed class GeneratorProcess : IDisposable
{
    private readonly Process _process;

    private GeneratorProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Starts it, and waits until it says that it is ready.</summary>
    public static async Task<GeneratorProcess> StartAsync(Orders orders)
    {
        var start = NodeProcess.Command([Path.Combine(AppContext.BaseDirectory, "Marquee.LoadTest.dll"), "generate"]);
        start.RedirectStandardError = false;
        var generator = new GeneratorProcess(new Process { StartInfo = start });
        await StartingThread.StartAsync(generator._process);
        await generator.TellAsync(JsonSerializer.Serialize(orders));
        await generator.HearAsync();
        return generator;
    }

    public Task GoAsync() => TellAsync("");

    /// <exception cref="ClusterException">It ended before its last word.</exception>
    public async Task<Said> HearAsync() =>
        await _process.StandardOutput.ReadLineAsync() is { } line
            ? JsonSerializer.Deserialize<Said>(line)!
            : throw new ClusterException("A generator ended before the run did.");

    public void Dispose()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }

        _process.Dispose();
    }

    private async Task TellAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }
}
