using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Marquee.Users.Domain;

/// <summary>What one Argon2id hash costs. RFC 9106.</summary>
internal sealed record HashCost(int MemoryKiB, int Iterations, int Lanes);

/// <summary>
/// An Argon2id hash in the PHC string format, <c>$argon2id$v=19$m=19456,t=2,p=1$salt$hash</c>, base 64 without padding: the hash says how
/// it was made, so the cost can be raised while old ones stay readable.
/// </summary>
internal sealed record PasswordHash(HashCost Cost, byte[] Salt, byte[] Digest)
{
    private const string Algorithm = "argon2id";
    private const string ArgonVersion = "v=19";

    public string Write() => string.Create(
        CultureInfo.InvariantCulture,
        $"${Algorithm}${ArgonVersion}$m={Cost.MemoryKiB},t={Cost.Iterations},p={Cost.Lanes}${Encode(Salt)}${Encode(Digest)}");

    public static bool TryParse(string text, [NotNullWhen(true)] out PasswordHash? hash)
    {
        hash = null;
        if (text.Split('$') is not ["", Algorithm, ArgonVersion, var cost, var salt, var digest]) return false;
        if (cost.Split(',') is not [var memory, var iterations, var lanes]) return false;
        if (!TryNumber("m=", memory, out var m) || !TryNumber("t=", iterations, out var t) || !TryNumber("p=", lanes, out var p)) return false;
        if (!TryDecode(salt, out var saltBytes) || !TryDecode(digest, out var digestBytes)) return false;
        hash = new PasswordHash(new HashCost(m, t, p), saltBytes, digestBytes);
        return true;
    }

    private static bool TryNumber(string name, string text, out int value)
    {
        value = 0;
        return text.StartsWith(name, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0;
    }

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length * 3 / 4];
        var padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
        return text.Length > 0 && !text.Contains('=', StringComparison.Ordinal)
            && Convert.TryFromBase64String(padded, bytes, out var written) && written == bytes.Length;
    }
}
