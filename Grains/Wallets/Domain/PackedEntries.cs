using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Marquee.Wallets.Domain;

/// <summary>
/// Movements of a wallet as bytes, oldest first. Little endian: format (1), count (4), the operations one after the other (16 each), so that one
/// is looked for without reading the rest, and then for each amount (8), balance (8), time (8, ticks UTC), counter account and
/// reference (both as UTF-8 after their length, 2).
/// </summary>
internal static class PackedEntries
{
    private const byte Format = 1;
    private const int Header = 5;
    private const int OperationBytes = 16;
    private const int FixedBytes = OperationBytes + 8 + 8 + 8 + 2 + 2;

    public static byte[] Pack(IReadOnlyCollection<WalletEntry> entries)
    {
        var packed = new byte[Header + entries.Sum(entry => FixedBytes + Encoding.UTF8.GetByteCount(entry.Counter) + Encoding.UTF8.GetByteCount(entry.Reference))];
        packed[0] = Format;
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(1), entries.Count);
        var rest = packed.AsSpan(Header);
        foreach (var entry in entries)
        {
            entry.Operation.TryWriteBytes(rest, bigEndian: true, out _);
            rest = rest[OperationBytes..];
        }

        foreach (var entry in entries)
        {
            WriteLong(ref rest, entry.Amount);
            WriteLong(ref rest, entry.Balance);
            WriteLong(ref rest, entry.At.UtcTicks);
            WriteText(ref rest, entry.Counter);
            WriteText(ref rest, entry.Reference);
        }

        return packed;
    }

    /// <exception cref="InvalidDataException">The bytes are not movements of a wallet.</exception>
    public static ImmutableArray<WalletEntry> Unpack(byte[]? packed)
    {
        var count = Count(packed);
        if (count == 0) return [];
        try
        {
            var entries = ImmutableArray.CreateBuilder<WalletEntry>(count);
            ReadOnlySpan<byte> operations = packed.AsSpan(Header, count * OperationBytes);
            ReadOnlySpan<byte> rest = packed.AsSpan(Header + operations.Length);
            for (var i = 0; i < count; i++)
            {
                var (amount, balance, at) = (ReadLong(ref rest), ReadLong(ref rest), new DateTimeOffset(ReadLong(ref rest), TimeSpan.Zero));
                var (counter, reference) = (ReadText(ref rest), ReadText(ref rest));
                entries.Add(new WalletEntry(OperationOf(operations, i), amount, balance, counter, reference, at));
            }

            return entries.MoveToImmutable();
        }
        catch (ArgumentOutOfRangeException failure)
        {
            throw new InvalidDataException("The archive of a wallet ends too early.", failure);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are not movements of a wallet.</exception>
    public static int Count(byte[]? packed)
    {
        if (packed is null) return 0;
        if (packed.Length < Header || packed[0] != Format) throw new InvalidDataException("Movements of a wallet in this format are not known here.");
        return BinaryPrimitives.ReadInt32LittleEndian(packed.AsSpan(1));
    }

    /// <exception cref="InvalidDataException">The bytes are not movements of a wallet.</exception>
    public static WalletEntry? Find(byte[]? packed, Guid operation)
    {
        var count = Count(packed);
        var operations = count == 0 ? [] : packed.AsSpan(Header, count * OperationBytes);
        for (var i = 0; i < count; i++)
            if (OperationOf(operations, i) == operation) return Unpack(packed)[i];
        return null;
    }

    private static Guid OperationOf(ReadOnlySpan<byte> operations, int number) => new(operations.Slice(number * OperationBytes, OperationBytes), bigEndian: true);

    private static void WriteLong(ref Span<byte> rest, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(rest, value);
        rest = rest[8..];
    }

    private static void WriteText(ref Span<byte> rest, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, rest[2..]);
        BinaryPrimitives.WriteUInt16LittleEndian(rest, checked((ushort)length));
        rest = rest[(2 + length)..];
    }

    private static long ReadLong(ref ReadOnlySpan<byte> rest)
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(rest);
        rest = rest[8..];
        return value;
    }

    private static string ReadText(ref ReadOnlySpan<byte> rest)
    {
        var text = rest.Slice(2, BinaryPrimitives.ReadUInt16LittleEndian(rest));
        rest = rest[(2 + text.Length)..];
        return Encoding.UTF8.GetString(text);
    }
}
