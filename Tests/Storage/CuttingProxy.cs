using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Marquee.Tests.Storage;

/// <summary>
/// Stands between silo and server and forwards everything, until it is told to cut: then the server gets the statement that mentions a
/// text, and its answer never comes back.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private static readonly byte[] ReadyForQuery = [(byte)'Z', 0, 0, 0, 5, (byte)'I'];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly EndPoint _server;
    private readonly Task _accepting;
    private volatile byte[]? _cutOn;

    public CuttingProxy(string server)
    {
        var target = new NpgsqlConnectionStringBuilder(server);
        _server = target.Host!.StartsWith('/')
            ? new UnixDomainSocketEndPoint($"{target.Host}/.s.PGSQL.{target.Port}")
            : new DnsEndPoint(target.Host, target.Port, AddressFamily.InterNetwork);
        _listener.Start();
        target.Host = "127.0.0.1";
        target.Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        target.SslMode = SslMode.Disable;
        ConnectionString = target.ConnectionString;
        _accepting = AcceptAsync();
    }

    public string ConnectionString { get; }

    /// <summary>Once: the connection that sends <paramref name="text"/> dies when the server has done what it was asked.</summary>
    public void CutAnswerTo(string text) => _cutOn = Encoding.UTF8.GetBytes(text);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var links = new List<Task>();
        try
        {
            while (true) links.Add(LinkAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(links);
        }
    }

    private async Task LinkAsync(Socket client)
    {
        using var server = new Socket(
            _server is UnixDomainSocketEndPoint ? AddressFamily.Unix : AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            var link = new Link();
            try
            {
                await server.ConnectAsync(_server, _stop.Token);
                await Task.WhenAny(RequestsAsync(client, server, link), AnswersAsync(server, client, link));
            }
            catch (Exception gone) when (gone is SocketException or OperationCanceledException)
            {
            }
        }
    }

    private async Task RequestsAsync(Socket client, Socket server, Link link)
    {
        var buffer = new byte[1 << 16];
        for (int read; (read = await client.ReceiveAsync(buffer, _stop.Token)) > 0;)
        {
            if (_cutOn is { } text && buffer.AsSpan(0, read).IndexOf(text) >= 0)
            {
                _cutOn = null;
                link.Cut = true;
            }

            await server.SendAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }

    private async Task AnswersAsync(Socket server, Socket client, Link link)
    {
        var buffer = new byte[1 << 16];
        for (int read; (read = await server.ReceiveAsync(buffer, _stop.Token)) > 0;)
        {
            if (!link.Cut) await client.SendAsync(buffer.AsMemory(0, read), _stop.Token);
            else if (buffer.AsSpan(0, read).EndsWith(ReadyForQuery)) return;
        }
    }

    private sealed class Link
    {
        public volatile bool Cut;
    }
}
