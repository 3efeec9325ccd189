using System.Text.Unicode;

namespace Marquee.LoadTest.Load;

/// <summary>Writes one request after the other into the same bytes.</summary>
internal sealed class RequestBuffer
{
    private readonly byte[] _bytes = new byte[4096];

    /// <param name="caller">Header lines that say who calls, each with its line end.</param>
    /// <param name="key">The idempotency key.</param>
    /// <param name="body">JSON in ASCII.</param>
    public ReadOnlyMemory<byte> Post(string path, string caller, string key, string body) => Written(Utf8.TryWrite(
        _bytes,
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\n{caller}Idempotency-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}",
        out var length), length);

    public ReadOnlyMemory<byte> Get(string path) =>
        Written(Utf8.TryWrite(_bytes, $"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n", out var length), length);

    private ReadOnlyMemory<byte> Written(bool fits, int length) =>
        fits ? _bytes.AsMemory(0, length) : throw new InvalidOperationException("A request does not fit.");
}
