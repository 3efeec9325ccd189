using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Marquee;

/// <summary>Makes and parses every typed id.</summary>
public static class Ids
{
    public static T New<T>(TimeProvider clock) where T : struct, IId<T> =>
        T.From(Guid.CreateVersion7(clock.GetUtcNow()));

    /// <summary>The same parts always give the same id, so a repeated command meets the thing its first run made.</summary>
    public static T Derive<T>(params ReadOnlySpan<string> parts) where T : struct, IId<T>
    {
        var most = Encoding.UTF8.GetMaxByteCount(T.Prefix.Length);
        foreach (var part in parts) most += sizeof(int) + Encoding.UTF8.GetMaxByteCount(part.Length);
        var all = most <= 1_024 ? stackalloc byte[most] : new byte[most];
        var end = Encoding.UTF8.GetBytes(T.Prefix, all);
        foreach (var part in parts)
        {
            var length = Encoding.UTF8.GetBytes(part, all[(end + sizeof(int))..]);
            // Lengths are hashed too, or ("a", "bc") and ("ab", "c") would be one id.
            BinaryPrimitives.WriteInt32LittleEndian(all[end..], length);
            end += sizeof(int) + length;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(all[..end], digest);
        return T.From(new Guid(digest[..16], bigEndian: true));
    }

    public static bool TryParse<T>(string? text, out T id) where T : struct, IId<T>
    {
        id = default;
        if (text is null || !text.StartsWith(T.Prefix, StringComparison.Ordinal)) return false;
        if (!Base32.TryRead(text.AsSpan(T.Prefix.Length), out var value)) return false;
        id = T.From(value);
        return true;
    }

    /// <exception cref="FormatException">The text is not an id of this kind.</exception>
    public static T Parse<T>(string text) where T : struct, IId<T> =>
        TryParse<T>(text, out var id) ? id : throw new FormatException($"'{text}' is not an id that begins with '{T.Prefix}'.");

    public static string Format<T>(T id) where T : struct, IId<T> => Base32.Write(T.Prefix, id.Value);
}
