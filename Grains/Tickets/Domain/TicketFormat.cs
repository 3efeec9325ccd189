using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;

namespace Marquee.Tickets.Domain;

/// <summary>
/// How a ticket is written: <c>MQ1.</c> and in base 32 the key's id (12 bytes), the booking's and the show's id (16 each), the issue (2, big
/// endian), the seats with commas between them, and the signature over all of these bytes (64). docs/tickets.md tells others.
/// </summary>
internal static class TicketFormat
{
    public const string Prefix = "MQ1.";
    public const int KeyIdBytes = 12;
    public const int SignatureBytes = 64;
    private const int IdBytes = 16;
    private const int Fixed = KeyIdBytes + IdBytes + IdBytes + 2;

    /// <summary>Ten seats a booking, six characters a label.</summary>
    private const int Longest = 1_000;

    public static byte[] Signed(string keyId, TicketContent content)
    {
        var seats = Encoding.ASCII.GetBytes(string.Join(',', content.Seats));
        var bytes = new byte[Fixed + seats.Length];
        Base64Url.DecodeFromChars(keyId, bytes.AsSpan(0, KeyIdBytes));
        content.Booking.Value.TryWriteBytes(bytes.AsSpan(KeyIdBytes), bigEndian: true, out _);
        content.Show.Value.TryWriteBytes(bytes.AsSpan(KeyIdBytes + IdBytes), bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(Fixed - 2), checked((ushort)content.Issue));
        seats.CopyTo(bytes, Fixed);
        return bytes;
    }

    public static string Code(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature) => Prefix + TicketText.Write([.. signed, .. signature]);

    /// <summary>Takes a code apart. Nothing in it can be trusted before the signature is verified.</summary>
    public static bool TryRead(string code, out UnverifiedTicket ticket)
    {
        ticket = default;
        var text = code.AsSpan().Trim();
        if (text.Length > Longest || !text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return false;
        if (!TicketText.TryRead(text[Prefix.Length..], out var bytes) || bytes.Length <= Fixed + SignatureBytes) return false;
        var signed = bytes[..^SignatureBytes];
        var seats = signed.AsSpan(Fixed);
        if (seats.ContainsAnyExceptInRange((byte)'!', (byte)'~')) return false;
        var content = new TicketContent(
            BookingId.From(new Guid(signed.AsSpan(KeyIdBytes, IdBytes), bigEndian: true)),
            ShowId.From(new Guid(signed.AsSpan(KeyIdBytes + IdBytes, IdBytes), bigEndian: true)),
            BinaryPrimitives.ReadUInt16BigEndian(signed.AsSpan(Fixed - 2)),
            [.. Encoding.ASCII.GetString(seats).Split(',')]);
        ticket = new UnverifiedTicket(Base64Url.EncodeToString(signed.AsSpan(0, KeyIdBytes)), content, signed, bytes[^SignatureBytes..]);
        return true;
    }
}

/// <param name="Signed">The bytes that the signature is about.</param>
internal readonly record struct UnverifiedTicket(string KeyId, TicketContent Content, byte[] Signed, byte[] Signature);
