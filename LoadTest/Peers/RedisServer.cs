using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Marquee.LoadTest.Peers;

/// <summary>A Redis of our own on a free port of this machine, which keeps nothing: the fastest it can be set to.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(10);
    private readonly Process _process;

    private RedisServer(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public int ProcessId => _process.Id;

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <exception cref="InvalidOperationException">There is no Redis on this machine, or it does not start.</exception>
    public static async Task<RedisServer> StartAsync()
    {
        var port = FreePort();
        string[] arguments =
        [
            "--bind", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--save", "", "--appendonly", "no",
            "--dir", Path.GetTempPath(), "--loglevel", "warning",
        ];
        var server = new RedisServer(Start(arguments), port);
        if (await server.AnswersAsync()) return server;
        await server.DisposeAsync();
        throw new InvalidOperationException($"redis-server did not start on port {port}.");
    }

    private static Process Start(string[] arguments)
    {
        try
        {
            var process = Process.Start(new ProcessStartInfo("redis-server", arguments) { RedirectStandardOutput = true })!;
            process.BeginOutputReadLine(); // a pipe that nobody reads stops who writes to it
            return process;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException("There is no redis-server on this machine: apt-get install redis-server.", missing);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < StartsWithin && !_process.HasExited; await Task.Delay(50))
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, Port);
                return true;
            }
            catch (SocketException)
            {
                // not yet
            }
        }

        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(); // it keeps nothing, so there is nothing to lose
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
