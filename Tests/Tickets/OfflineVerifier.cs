using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Marquee.Tests.Tickets;

/// <summary>A device at the door that has the public keys and nothing else of ours: written from docs/tickets.md, not with the product's code.</summary>
internal static class OfflineVerifier
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Booking, show, issue and seats; or null where it is not signed by one of the keys.</summary>
    public static (string Booking, string Show, int Issue, string Seats)? Read(string code, JsonElement keySet)
    {
        if (!code.StartsWith("MQ1.", StringComparison.Ordinal)) return null;
        var bits = string.Concat(code[4..].Select(character => Convert.ToString(Digits.IndexOf(character, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var bytes = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var (signed, signature) = (bytes[..^64], bytes[^64..]);
        var kid = Base64Url.EncodeToString(signed.AsSpan(0, 12));
        foreach (var key in keySet.GetProperty("keys").EnumerateArray().Where(key => key.GetProperty("kid").GetString() == kid))
        {
            using var ecdsa = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Coordinate(key, "x"), Y = Coordinate(key, "y") } });
            if (!ecdsa.VerifyData(signed, signature, HashAlgorithmName.SHA256)) continue;
            return ($"bkg_{Id(signed[12..28])}", $"shw_{Id(signed[28..44])}", (signed[44] << 8) | signed[45], Encoding.ASCII.GetString(signed[46..]));
        }

        return null;
    }

    private static byte[] Coordinate(JsonElement key, string name) => Base64Url.DecodeFromChars(key.GetProperty(name).GetString());

    /// <summary>128 bits, most significant first, as 26 digits.</summary>
    private static string Id(byte[] bytes)
    {
        var bits = "00" + string.Concat(bytes.Select(each => Convert.ToString(each, 2).PadLeft(8, '0')));
        return string.Concat(Enumerable.Range(0, 26).Select(i => char.ToLowerInvariant(Digits[Convert.ToInt32(bits.Substring(i * 5, 5), 2)])));
    }
}
