using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Marquee.LoadTest.Streams;

/// <summary>One open stream: what came on it and when, in as little memory as that takes.</summary>
internal sealed class SeatListener : IDisposable
{
    /// <summary>So many ports has one address; who wants more connections than that to one server needs more addresses.</summary>
    private const int OfAddress = 10_000;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _piece = new byte[2048];
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EventParser _parser;
    private readonly Action<ReadOnlyMemory<byte>>? _each;
    private readonly List<Arrival> _arrivals = [];

    private SeatListener(int show, Action<ReadOnlyMemory<byte>>? each)
    {
        (Show, _each) = (show, each);
        _parser = new EventParser(Hear);
    }

    public int Show { get; }

    /// <summary>Maps that were sent: one, unless it fell so far behind that it was given another.</summary>
    public int Snapshots { get; private set; }

    /// <summary>Of what it knows now.</summary>
    public long Version { get; private set; }

    /// <summary>What every stream of the show must have had alike: of all changes in their order.</summary>
    public ulong Hash { get; private set; } = 14_695_981_039_346_656_037;

    /// <summary>Changes that did not come after the ones before.</summary>
    public int OutOfOrder { get; private set; }

    /// <summary>Why it ended, where it did so before it was closed.</summary>
    public string? Failure { get; private set; }

    public IReadOnlyList<Arrival> Arrivals => _arrivals;

    /// <param name="each">Told every event, in the order they came.</param>
    public static async Task<SeatListener> OpenAsync(int number, int show, string id, int port, Action<ReadOnlyMemory<byte>>? each = null)
    {
        var listener = new SeatListener(show, each);
        // Every address of 127/8 is this machine's.
        listener._socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(1 + (number / OfAddress))]), 0));
        await listener._socket.ConnectAsync(IPAddress.Loopback, port);
        await listener._socket.SendAsync(Encoding.ASCII.GetBytes($"GET /v1/shows/{id}/seats/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"));
        _ = listener.ListenAsync();
        await listener._opened.Task;
        return listener;
    }

    public void Dispose() => _socket.Dispose();

    private async Task ListenAsync()
    {
        try
        {
            await SkipHeadAsync();
            while (await _socket.ReceiveAsync(_piece) is var read and > 0) _parser.Feed(_piece.AsSpan(0, read));
            throw new IOException("The server closed the stream.");
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            Failure = failure.Message;
            _opened.TrySetException(failure);
        }
        catch (ObjectDisposedException)
        {
            // Closed on this side.
        }
    }

    private async Task SkipHeadAsync()
    {
        var filled = 0;
        int end;
        while ((end = _piece.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            var read = filled < _piece.Length ? await _socket.ReceiveAsync(_piece.AsMemory(filled)) : 0;
            if (read == 0) throw new IOException("The answer has no end of its head.");
            filled += read;
        }

        if (!_piece.AsSpan().StartsWith("HTTP/1.1 200 "u8)) throw new IOException($"A stream was answered {Encoding.ASCII.GetString(_piece, 9, 3)}.");
        _parser.Feed(_piece.AsSpan(end + 4, filled - end - 4));
    }

    private void Hear(ReadOnlyMemory<byte> text)
    {
        if (!SeatEvent.TryRead(text.Span, out var told)) return;
        if (told.IsSnapshot) Snapshots++;
        else
        {
            if (told.Version <= Version) OutOfOrder++;
            Hash = Hashed(Hash, text.Span);
            _arrivals.Add(new Arrival(told.Version, Stopwatch.GetTimestamp()));
        }

        Version = told.Version;
        _each?.Invoke(text);
        _opened.TrySetResult();
    }

    /// <summary>FNV-1a, going on from what came before.</summary>
    private static ulong Hashed(ulong hash, ReadOnlySpan<byte> text)
    {
        foreach (var next in text) hash = (hash ^ next) * 1_099_511_628_211;
        return hash;
    }
}

/// <param name="At">On the clock of <see cref="Stopwatch"/>.</param>
internal readonly record struct Arrival(long Version, long At);
