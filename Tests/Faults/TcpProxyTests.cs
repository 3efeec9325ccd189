using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Marquee.LoadTest.Faults.Proxies;
using Xunit;

namespace Marquee.Tests.Faults;

public sealed class TcpProxyTests : IAsyncLifetime, IDisposable
{
    private readonly TcpListener _echo = new(IPAddress.Loopback, 0);
    private readonly TcpProxy _proxy;

    public TcpProxyTests()
    {
        _echo.Start();
        _ = EchoAsync();
        _proxy = new TcpProxy((IPEndPoint)_echo.LocalEndpoint);
    }

    [Fact]
    public async Task What_is_held_back_arrives_once_all_is_well_again()
    {
        using var client = await ConnectAsync();
        Assert.Equal(1, await AskAsync(client, 1));
        _proxy.Hold();
        var held = AskAsync(client, 2);
        await WaitsAsync(held);
        _proxy.Heal();
        Assert.Equal(2, await held);
    }

    [Fact]
    public async Task Of_two_the_one_is_held_back_whose_connection_it_is_even_where_it_comes_later()
    {
        using var other = await ConnectAsync();
        Assert.Equal(1, await AskAsync(other, 1));
        var mine = ((IPEndPoint)other.LocalEndPoint!).Port;
        _proxy.Hold(port => port != mine);
        using var held = await ConnectAsync();
        var waits = AskAsync(held, 2);
        Assert.Equal(3, await AskAsync(other, 3));
        await WaitsAsync(waits);
        _proxy.Heal();
        Assert.Equal(2, await waits);
    }

    [Fact]
    public async Task A_connection_is_told_to_be_of_the_process_that_made_it()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var client = await ConnectAsync();
        var port = ((IPEndPoint)client.LocalEndPoint!).Port;
        Assert.True(SocketOwner.Has(Environment.ProcessId, port));
        using var another = Process.Start(new ProcessStartInfo("sleep", ["20"]))!;
        Assert.False(SocketOwner.Has(another.Id, port));
        another.Kill();
    }

    [Fact]
    public async Task What_is_reset_may_connect_anew()
    {
        using var client = await ConnectAsync();
        Assert.Equal(1, await AskAsync(client, 1));
        _proxy.Reset();
        await Assert.ThrowsAsync<SocketException>(() => AskAsync(client, 2));
        using var again = await ConnectAsync();
        Assert.Equal(3, await AskAsync(again, 3));
    }

    [Fact]
    public async Task What_is_cut_is_reset_and_refused_until_it_heals()
    {
        using var client = await ConnectAsync();
        Assert.Equal(1, await AskAsync(client, 1));
        _proxy.Cut();
        await Assert.ThrowsAsync<SocketException>(() => AskAsync(client, 2));
        await Assert.ThrowsAsync<SocketException>(ConnectAsync);
        _proxy.Heal();
        using var again = await ConnectAsync();
        Assert.Equal(3, await AskAsync(again, 3));
    }

    [Fact]
    public async Task What_is_delayed_takes_as_long_in_each_direction()
    {
        using var client = await ConnectAsync();
        _proxy.Delay = TimeSpan.FromMilliseconds(100);
        var began = Stopwatch.GetTimestamp();
        await AskAsync(client, 1);
        Assert.True(Stopwatch.GetElapsedTime(began) >= TimeSpan.FromMilliseconds(190));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _proxy.DisposeAsync();

    public void Dispose() => _echo.Dispose();

    private static async Task WaitsAsync(Task task)
    {
        await Task.WhenAny(task, Task.Delay(200));
        Assert.False(task.IsCompleted);
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _proxy.Port);
        return socket;
    }

    private static async Task<int> AskAsync(Socket socket, byte question)
    {
        await socket.SendAsync(new[] { question });
        var answer = new byte[1];
        return await socket.ReceiveAsync(answer) == 1 ? answer[0] : throw new SocketException((int)SocketError.ConnectionReset);
    }

    private async Task EchoAsync()
    {
        while (true)
        {
            var client = await _echo.AcceptSocketAsync();
            _ = Task.Run(async () =>
            {
                var buffer = new byte[16];
                for (int read; (read = await client.ReceiveAsync(buffer)) > 0;) await client.SendAsync(buffer.AsMemory(0, read));
            });
        }
    }
}
