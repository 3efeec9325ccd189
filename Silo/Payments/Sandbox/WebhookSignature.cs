using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>
/// The header <c>Marquee-Signature: t=&lt;unix seconds&gt;,v1=&lt;hex&gt;</c>, where <c>v1</c> is HMAC-SHA256 over <c>"t.body"</c>. While
/// secrets change there is one <c>v1</c> for each, and any that fits will do.
/// </summary>
internal static class WebhookSignature
{
    public const string Header = "Marquee-Signature";
    private const int MostCandidates = 4;

    public static string Sign(ReadOnlySpan<byte> body, DateTimeOffset at, IEnumerable<string> secrets)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var header = new StringBuilder($"t={time}");
        foreach (var secret in secrets) header.Append(",v1=").Append(Convert.ToHexStringLower(Mac(secret, time, body)));
        return header.ToString();
    }

    /// <param name="tolerance">How far the signature's time may be from <paramref name="now"/>, either way.</param>
    public static bool Verify(string header, ReadOnlySpan<byte> body, IEnumerable<string> secrets, DateTimeOffset now, TimeSpan tolerance)
    {
        var parts = header.Split(',', MostCandidates + 2);
        var times = parts.Where(part => part.StartsWith("t=", StringComparison.Ordinal)).ToArray();
        if (times is not [var time] || !IsWithin(time[2..], now, tolerance)) return false;

        var candidates = parts.Where(part => part.StartsWith("v1=", StringComparison.Ordinal)).Take(MostCandidates).ToArray();
        var genuine = false;
        foreach (var secret in secrets)
        {
            var mac = Mac(secret, time[2..], body);
            // No early way out: how long it takes must not tell which secret came close.
            foreach (var candidate in candidates) genuine |= Matches(candidate.AsSpan(3), mac);
        }

        return genuine;
    }

    private static bool IsWithin(string time, DateTimeOffset now, TimeSpan tolerance) =>
        long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= tolerance.TotalSeconds;

    private static bool Matches(ReadOnlySpan<char> hex, byte[] mac)
    {
        Span<byte> candidate = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return Convert.FromHexString(hex, candidate, out _, out var written) is OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(candidate[..written], mac);
    }

    private static byte[] Mac(string secret, string time, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.UTF8.GetBytes($"{time}."));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }
}
