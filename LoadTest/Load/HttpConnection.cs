using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Marquee.LoadTest.Load;

/// <summary>
/// One HTTP/1.1 connection to this machine that is kept open, one request at a time. Sends bytes that are ready to go and reads no more of
/// an answer than a load test needs, so that the client takes as little as possible of the processors that it shares with what it measures.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _in = new byte[16 * 1024];
    private int _filled;
    private int _consumed;

    public static async Task<HttpConnection> OpenAsync(int port, CancellationToken cancellation)
    {
        var connection = new HttpConnection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
        return connection;
    }

    /// <summary>Sends a whole request and reads its whole answer, whose body is good until the next request.</summary>
    /// <exception cref="IOException">The connection ended, or what came is no HTTP/1.1 answer of a known length.</exception>
    public async ValueTask<HttpAnswer> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        while (!request.IsEmpty) request = request[await _socket.SendAsync(request, cancellation)..];
        (_filled, _consumed) = (0, 0);
        var head = await ReadHeadAsync(cancellation);
        var body = head.Chunked ? await ReadChunksAsync(cancellation) : await ReadBodyAsync(head.Length, cancellation);
        return new HttpAnswer(head.Status, body);
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask<HttpHead> ReadHeadAsync(CancellationToken cancellation)
    {
        int end;
        while ((end = _in.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0) await FillAsync(cancellation);
        _consumed = end + 4;
        return HttpHead.Parse(_in.AsSpan(0, end + 2));
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadBodyAsync(int length, CancellationToken cancellation)
    {
        while (_filled - _consumed < length) await FillAsync(cancellation);
        return _in.AsMemory(_consumed, length);
    }

    /// <summary>Moves the chunks together where they lie, over the lines that part them.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> ReadChunksAsync(CancellationToken cancellation)
    {
        var start = _consumed;
        var written = start;
        while (true)
        {
            int line;
            while ((line = _in.AsSpan(_consumed, _filled - _consumed).IndexOf("\r\n"u8)) < 0) await FillAsync(cancellation);
            if (!Utf8Parser.TryParse(_in.AsSpan(_consumed, line), out int size, out _, 'x')) throw new IOException("An answer has a chunk without a size.");
            _consumed += line + 2;
            while (_filled - _consumed < size + 2) await FillAsync(cancellation);
            if (size == 0) return _in.AsMemory(start, written - start);
            _in.AsSpan(_consumed, size).CopyTo(_in.AsSpan(written));
            written += size;
            _consumed += size + 2;
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (_filled == _in.Length) Array.Resize(ref _in, _in.Length * 2);
        var read = await _socket.ReceiveAsync(_in.AsMemory(_filled), cancellation);
        if (read == 0) throw new IOException("The server closed the connection in the middle of an answer.");
        _filled += read;
    }
}

/// <param name="Body">Good until the connection's next request.</param>
internal readonly record struct HttpAnswer(int Status, ReadOnlyMemory<byte> Body);

/// <summary>What a load test must know of an answer's head.</summary>
internal readonly record struct HttpHead(int Status, int Length, bool Chunked)
{
    public static HttpHead Parse(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(head[9..], out int status, out _)) throw new IOException("An answer is not HTTP/1.1.");
        if (head.IndexOf("\r\nTransfer-Encoding: chunked\r\n"u8) >= 0) return new HttpHead(status, 0, true);
        var length = head.IndexOf("\r\nContent-Length: "u8);
        if (length < 0) return new HttpHead(status, 0, false);
        return Utf8Parser.TryParse(head[(length + 18)..], out int bytes, out _) ? new HttpHead(status, bytes, false) : throw new IOException("An answer's length cannot be read.");
    }
}
