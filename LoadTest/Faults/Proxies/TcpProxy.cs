using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Marquee.LoadTest.Faults.Proxies;

/// <summary>
/// Stands before a server and passes on everything, until it is told to be slow, to hold everything back, or to break what is open and
/// refuse what is new.
/// </summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly IPEndPoint _server;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Link> _links = [];
    private readonly IPEndPoint _endpoint;
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private Blockade? _blockade;

    /// <param name="port">Where it listens on this machine; 0 for any port that is free.</param>
    public TcpProxy(IPEndPoint server, int port = 0)
    {
        _server = server;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _endpoint = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = AcceptAsync(_listener);
    }

    public int Port => _endpoint.Port;

    /// <summary>How long bytes are on their way, in each direction.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Nothing goes through any more and nothing is refused, as where a cable is pulled.</summary>
    /// <param name="whose">Whose connections it is done to, by the client's port; by default everybody's. Asked once for each.</param>
    public void Hold(Func<int, bool>? whose = null) => Interlocked.Exchange(ref _blockade, new Blockade(whose ?? (_ => true)))?.Lift();

    /// <summary>Breaks every connection. New ones are taken.</summary>
    public void Reset()
    {
        lock (_gate)
            foreach (var link in _links) link.Reset();
    }

    /// <summary>Breaks every connection and refuses new ones.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _listener?.Stop();
            _listener = null;
            Reset();
        }
    }

    /// <summary>All is well again; what was held back goes on, what was broken stays so.</summary>
    public void Heal()
    {
        Open();
        lock (_gate)
        {
            if (_listener is not null) return;
            _listener = new TcpListener(_endpoint) { Server = { ExclusiveAddressUse = false } };
            _listener.Start();
            _accepting = AcceptAsync(_listener);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Cut();
        Open();
        await _accepting;
        _stop.Dispose();
    }

    private void Open() => Interlocked.Exchange(ref _blockade, null)?.Lift();

    private Task PassAsync(int port) => _blockade is { } blockade && blockade.Concerns(port) ? blockade.Lifted.WaitAsync(_stop.Token) : Task.CompletedTask;

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true) _ = LinkAsync(await listener.AcceptSocketAsync(_stop.Token));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task LinkAsync(Socket client)
    {
        using var link = new Link(client, new Socket(SocketType.Stream, ProtocolType.Tcp));
        lock (_gate) _links.Add(link);
        try
        {
            var port = ((IPEndPoint)client.RemoteEndPoint!).Port;
            await PassAsync(port);
            await link.Server.ConnectAsync(_server, _stop.Token);
            await Task.WhenAny(PumpAsync(client, link.Server, port), PumpAsync(link.Server, client, port));
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
        finally
        {
            lock (_gate) _links.Remove(link);
        }
    }

    private async Task PumpAsync(Socket from, Socket to, int port)
    {
        (from.NoDelay, to.NoDelay) = (true, true);
        var buffer = new byte[1 << 16];
        for (int read; (read = await from.ReceiveAsync(buffer, _stop.Token)) > 0;)
        {
            if (Delay > TimeSpan.Zero) await Task.Delay(Delay, _stop.Token);
            await PassAsync(port);
            for (ReadOnlyMemory<byte> rest = buffer.AsMemory(0, read); !rest.IsEmpty;) rest = rest[await to.SendAsync(rest, _stop.Token)..];
        }
    }

    private sealed class Blockade(Func<int, bool> whose)
    {
        private readonly ConcurrentDictionary<int, bool> _known = [];
        private readonly TaskCompletionSource _lifted = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Lifted => _lifted.Task;

        public bool Concerns(int port) => _known.GetOrAdd(port, whose);

        public void Lift() => _lifted.TrySetResult();
    }

    private sealed class Link(Socket client, Socket server) : IDisposable
    {
        public Socket Server => server;

        /// <summary>Closes both sides with a reset, as a machine does that knows of no such connection.</summary>
        public void Reset()
        {
            client.Close(0);
            server.Close(0);
        }

        public void Dispose()
        {
            client.Dispose();
            server.Dispose();
        }
    }
}
