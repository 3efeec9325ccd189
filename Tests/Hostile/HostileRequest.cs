using System.Globalization;
using System.Text;

namespace Marquee.Tests.Hostile;

internal enum Who
{
    Nobody,
    Customer,
    Admin,
}

/// <summary>One request as it goes over the wire.</summary>
/// <param name="Number">Its place in the run; with the seed it says how the request was made.</param>
/// <param name="BreaksHttp">True where it is no HTTP, or more of it than the server reads; the server itself then answers, without a body.</param>
internal sealed record HostileRequest(
    int Number, Operation Operation, Who Who, string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body, bool BreaksHttp)
{
    private const int MostShown = 4_000;

    public byte[] Bytes()
    {
        var head = new StringBuilder($"{Method} {Target} HTTP/1.1\r\n");
        foreach (var (name, value) in Headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return [.. Poison.Encode(head.Append("\r\n").ToString()), .. Body];
    }

    /// <summary>As raw HTTP; bytes that cannot be shown are written as <c>\xff</c>.</summary>
    public override string ToString()
    {
        var shown = new StringBuilder();
        var bytes = Bytes();
        foreach (var value in bytes.Take(MostShown))
        {
            if (value is >= 0x20 and < 0x7F or (byte)'\n') shown.Append((char)value);
            else if (value != '\r') shown.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}");
        }

        return bytes.Length > MostShown ? $"{shown}... ({bytes.Length} bytes)" : shown.ToString();
    }
}
