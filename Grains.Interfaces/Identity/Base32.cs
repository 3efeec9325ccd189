using System.Buffers.Binary;

namespace Marquee;

/// <summary>128 bits as 26 characters of Crockford's base 32 (crockford.com/base32.html), lower case, most significant first.</summary>
internal static class Base32
{
    private const int Length = 26;
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string Write(string prefix, Guid value) =>
        string.Create(prefix.Length + Length, (prefix, value), static (text, id) =>
        {
            id.prefix.CopyTo(text);
            Span<byte> bytes = stackalloc byte[16];
            id.value.TryWriteBytes(bytes, bigEndian: true, out _);
            var number = BinaryPrimitives.ReadUInt128BigEndian(bytes);
            for (var i = text.Length - 1; i >= id.prefix.Length; i--)
            {
                text[i] = Digits[(int)(number & 31)];
                number >>= 5;
            }
        });

    public static bool TryRead(ReadOnlySpan<char> text, out Guid value)
    {
        value = default;
        if (text.Length != Length) return false;
        // 26 digits hold 130 bits; an id never sets the two highest, and one text means one id.
        if (text[0] > '7') return false;
        UInt128 number = 0;
        foreach (var character in text)
        {
            var digit = Digits.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0) return false;
            number = (number << 5) | (uint)digit;
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        value = new Guid(bytes, bigEndian: true);
        return true;
    }
}
