using System.Text;

namespace Marquee.Tickets.Domain;

/// <summary>
/// Bytes as Crockford's base 32 in upper case: digits and capitals are what QR codes pack tightest, and nothing in them needs escaping.
/// Reading takes lower case too. One text means one value: bits that no byte uses are zero.
/// </summary>
internal static class TicketText
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Write(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(((bytes.Length * 8) + 4) / 5);
        var (bits, count) = (0, 0);
        foreach (var each in bytes)
        {
            (bits, count) = ((bits << 8) | each, count + 8);
            for (; count >= 5; count -= 5) text.Append(Digits[(bits >> (count - 5)) & 31]);
            bits &= (1 << count) - 1;
        }

        if (count > 0) text.Append(Digits[(bits << (5 - count)) & 31]);
        return text.ToString();
    }

    public static bool TryRead(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = new byte[text.Length * 5 / 8];
        var (bits, count, at) = (0, 0, 0);
        foreach (var character in text)
        {
            var digit = Digits.IndexOf(char.ToUpperInvariant(character), StringComparison.Ordinal);
            if (digit < 0) return false;
            (bits, count) = ((bits << 5) | digit, count + 5);
            if (count < 8) continue;
            count -= 8;
            bytes[at++] = (byte)(bits >> count);
            bits &= (1 << count) - 1;
        }

        return count < 5 && bits == 0;
    }
}
