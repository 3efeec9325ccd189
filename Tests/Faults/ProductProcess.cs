using System.Diagnostics;
using System.Text;
using Marquee.Silo.Hosting;
using Marquee.Tests.Api;

namespace Marquee.Tests.Faults;

/// <summary>The product as <c>./run</c> starts it, in a process that tests may kill.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    public const string AdminEmail = "admin@house.test";
    public const string Password = "a password for tests";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _ready = new();

    private ProductProcess(Process process, int port)
    {
        _process = process;
        Url = new Uri($"http://localhost:{port}");
    }

    public Uri Url { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Starts on the data folder, or on the database where one is given, and waits until it says that it is ready.</summary>
    /// <param name="settings">More settings as <c>key=value</c>, which win over those that all tests have.</param>
    public static async Task<ProductProcess> StartAsync(string data, string? database = null, params IReadOnlyList<string> settings)
    {
        var product = Launch(data, FreePort.Next(), database, settings);
        var ended = product._process.WaitForExitAsync();
        await Task.WhenAny(product._ready.Task, ended, Task.Delay(Patience));
        if (product._ready.Task.IsCompleted) return product;
        await product.DisposeAsync();
        throw new InvalidOperationException($"The product did not start: {product.Output}");
    }

    /// <summary>Starts and does not wait.</summary>
    public static ProductProcess Launch(string data, int port, string? database = null, params IReadOnlyList<string> settings)
    {
        // A shell starts what it runs in the background with Ctrl-C's signal ignored, and whoever is started by that inherits it.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Marquee.Api.dll"));
        foreach (var setting in new[]
        {
            "Marquee:Single=true", $"Marquee:Port={port}", $"Marquee:Data={data}", "Marquee:Demo=false", "Shows:WatchAfter=00:00:03",
            "Shows:WatchAtMostEvery=00:00:05", $"Accounts:FirstAdmin:Email={AdminEmail}", $"Accounts:FirstAdmin:Password={Password}",
            "Limits:UserPerSecond=10000", "Limits:UserBurst=10000",
            // Nobody is told of anything but where a test is about that.
            "Notifications:File:Directory=",
        }.Concat(settings)) start.ArgumentList.Add($"--{setting}");
        start.Environment.Remove("ConnectionStrings__Marquee");
        if (database is not null) start.Environment["ConnectionStrings__Marquee"] = database;

        var product = new ProductProcess(new Process { StartInfo = start }, port);
        product._process.OutputDataReceived += (_, line) => product.Hear(line.Data);
        product._process.ErrorDataReceived += (_, line) => product.Hear(line.Data);
        product._process.Start();
        product._process.BeginOutputReadLine();
        product._process.BeginErrorReadLine();
        return product;
    }

    public ApiClient Client() => new(Url);

    public async Task<ApiClient> SignInAsync(string email)
    {
        var client = Client();
        client.Token = (await client.PostAsync("/v1/sessions", new { email, password = Password })).Is(200).Text("accessToken");
        return client;
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return _process.WaitForExitAsync();
    }

    /// <summary>As Ctrl-C; answers the exit code.</summary>
    public async Task<int> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        return await ExitAsync();
    }

    /// <summary>Waits for the end; one that does not come is shown with all the product said.</summary>
    public async Task<int> ExitAsync()
    {
        await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(Patience));
        if (_process.HasExited) return _process.ExitCode;
        await KillAsync();
        throw new InvalidOperationException($"The product does not end: {Output}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await InterruptAsync();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
        if (line.StartsWith("Marquee is ready", StringComparison.Ordinal)) _ready.TrySetResult();
    }
}
