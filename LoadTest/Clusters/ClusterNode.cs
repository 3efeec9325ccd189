namespace Marquee.LoadTest.Clusters;

/// <summary>A place in the cluster: what runs there, under which ports, and the process that does, or did.</summary>
internal sealed class ClusterNode(NodeRole role, int number, Uri url, string log, IReadOnlyDictionary<string, string> settings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private NodeProcess? _process;

    public NodeRole Role => role;

    public int Number => number;

    public string Name => role == NodeRole.Sandbox ? "sandbox" : $"{(role == NodeRole.Silo ? "silo" : "api")}-{number}";

    /// <summary>Where it answers over HTTP: the contract, or its health and metrics alone.</summary>
    public Uri Url => url;

    /// <summary>Ports for other silos and for APIs, of a silo.</summary>
    public (int Silo, int Gateway)? Ports { get; init; }

    /// <summary>Folder of the version that is started next.</summary>
    public string Version { get; set; } = AppContext.BaseDirectory;

    /// <summary>File of all it says, starts before the last included.</summary>
    public string Log => log;

    public string Output => File.Exists(log) ? ReadLog() : "";

    /// <summary>Of the last start.</summary>
    public int Id => Process.Id;

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Of a process that has ended; nothing went wrong where none was started.</summary>
    public int ExitCode => _process?.ExitCode ?? 0;

    private NodeProcess Process => _process ?? throw new InvalidOperationException($"{Name} was never started.");

    /// <summary>Starts it and does not wait until it is of use.</summary>
    public async Task StartAsync()
    {
        _process?.Dispose();
        string[] program = role == NodeRole.Api ? [Beside("Marquee.Api.dll")] : role == NodeRole.Silo ? [Beside("Marquee.Silo.dll")] : [Beside("Marquee.Silo.dll"), "sandbox"];
        _process = await NodeProcess.StartAsync(program, settings, log);
    }

    /// <exception cref="ClusterException">It ended, or was not ready for two minutes; says what it printed.</exception>
    public async Task ReadyAsync(CancellationToken cancellation = default)
    {
        // The sandbox has nobody to wait for.
        var health = new Uri(url, role == NodeRole.Sandbox ? "/health/live" : "/health/ready");
        var deadline = TimeProvider.System.GetUtcNow() + Patience;
        while (!await AnswersAsync(health, cancellation))
        {
            if (!IsRunning) throw new ClusterException($"{Name} ended at its start with {ExitCode}: {Output}");
            if (TimeProvider.System.GetUtcNow() > deadline) throw new ClusterException($"{Name} is not ready after {Patience.TotalSeconds:0} s: {Output}");
            await Task.Delay(Pause, cancellation);
        }
    }

    public void Send(NodeSignal signal) => Process.Send(signal);

    public Task ExitAsync(CancellationToken cancellation = default) => Process.ExitAsync(cancellation);

    public void Forget() => _process?.Dispose();

    private static async Task<bool> AnswersAsync(Uri health, CancellationToken cancellation)
    {
        try
        {
            using var answer = await Http.GetAsync(health, cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private string Beside(string assembly) => Path.Combine(Version, assembly);

    private string ReadLog()
    {
        using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }
}
