using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Marquee.Tests.Hostile;

/// <param name="Closed">True where the server will not go on with this connection.</param>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body, bool Closed)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string ContentType => Headers.GetValueOrDefault("Content-Type", "").Split(';')[0];
}

/// <summary>HTTP/1.1 over a plain socket: sends any bytes, good or bad, and reads the answer.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly BufferedStream _answers;

    private RawConnection(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
        _answers = new BufferedStream(_stream);
    }

    public static async Task<RawConnection> OpenAsync(Uri url, CancellationToken cancellation = default)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(url.Host, url.Port, cancellation);
        return new RawConnection(client);
    }

    public Socket Socket => _client.Client;

    public async Task<RawAnswer> SendAsync(byte[] request, bool isHead, CancellationToken cancellation)
    {
        try
        {
            await _stream.WriteAsync(request, cancellation);
        }
        catch (IOException)
        {
            // A server that refuses what is still being sent has answered before it hung up.
        }

        return await ReadAsync(isHead, cancellation);
    }

    public async Task<RawAnswer> ReadAsync(bool isHead, CancellationToken cancellation)
    {
        var status = 100;
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        while (status is >= 100 and < 200)
        {
            status = int.Parse((await LineAsync(cancellation)).Split(' ')[1], CultureInfo.InvariantCulture);
            headers.Clear();
            while (await LineAsync(cancellation) is { Length: > 0 } line)
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                headers[line[..colon]] = line[(colon + 1)..].Trim();
            }
        }

        // A stream has no end to wait for, so this connection is of no more use.
        if (headers.GetValueOrDefault("Content-Type", "").StartsWith("text/event-stream", StringComparison.Ordinal)) return new RawAnswer(status, headers, [], Closed: true);
        var body = isHead || status is 204 or 304 ? [] : await BodyAsync(headers, cancellation);
        return new RawAnswer(status, headers, body, headers.GetValueOrDefault("Connection") == "close");
    }

    private async Task<byte[]> BodyAsync(Dictionary<string, string> headers, CancellationToken cancellation)
    {
        if (headers.TryGetValue("Content-Length", out var length)) return await BytesAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellation);
        if (headers.GetValueOrDefault("Transfer-Encoding") != "chunked") throw new InvalidDataException("An answer has no length.");
        var body = new List<byte>();
        while (true)
        {
            var size = int.Parse(await LineAsync(cancellation), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.AddRange(await BytesAsync(size, cancellation));
            await LineAsync(cancellation);
            if (size == 0) return [.. body];
        }
    }

    private async Task<byte[]> BytesAsync(int count, CancellationToken cancellation)
    {
        var bytes = new byte[count];
        await _answers.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }

    private async Task<string> LineAsync(CancellationToken cancellation)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (true)
        {
            if (await _answers.ReadAsync(one, cancellation) == 0) throw new EndOfStreamException("The server hung up without an answer.");
            if (one[0] == '\n') return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }
    }

    public void Dispose()
    {
        _answers.Dispose();
        _client.Dispose();
    }
}
