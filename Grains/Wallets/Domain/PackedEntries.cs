using System.Collections.Immutable;
using System.Text;

namespace Marquee.Wallets.Domain;

/// <summary>
/// Movements of a wallet as bytes, oldest first: format 1, their number, their operations one after the other, so that one is looked for
/// without reading the rest, and then for each amount, balance, counter account, reference and time in ticks of UTC.
/// </summary>
internal static class PackedEntries
{
    private const byte Format = 1;
    private const int OperationBytes = 16;

    public static byte[] Pack(IReadOnlyCollection<WalletEntry> entries)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Format);
        writer.Write(entries.Count);
        foreach (var entry in entries) writer.Write(entry.Operation.ToByteArray());
        foreach (var entry in entries)
        {
            writer.Write7BitEncodedInt64(entry.Amount);
            writer.Write7BitEncodedInt64(entry.Balance);
            writer.Write(entry.Counter);
            writer.Write(entry.Reference);
            writer.Write7BitEncodedInt64(entry.At.UtcTicks);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    public static ImmutableArray<WalletEntry> Unpack(byte[]? packed)
    {
        if (packed is null) return [];
        using var reader = Open(packed, out var count);
        var entries = ImmutableArray.CreateBuilder<WalletEntry>(count);
        var operations = reader.ReadBytes(count * OperationBytes);
        for (var i = 0; i < count; i++)
        {
            var operation = new Guid(operations.AsSpan(i * OperationBytes, OperationBytes));
            var (amount, balance, counter, reference) = (reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64(), reader.ReadString(), reader.ReadString());
            entries.Add(new WalletEntry(operation, amount, balance, counter, reference, new DateTimeOffset(reader.Read7BitEncodedInt64(), TimeSpan.Zero)));
        }

        return entries.MoveToImmutable();
    }

    public static int Count(byte[]? packed)
    {
        if (packed is null) return 0;
        using var reader = Open(packed, out var count);
        return count;
    }

    public static WalletEntry? Find(byte[]? packed, Guid operation)
    {
        if (packed is null) return null;
        using var reader = Open(packed, out var count);
        var operations = packed.AsSpan((int)reader.BaseStream.Position, count * OperationBytes);
        for (var i = 0; i < count; i++)
            if (new Guid(operations.Slice(i * OperationBytes, OperationBytes)) == operation) return Unpack(packed)[i];
        return null;
    }

    private static BinaryReader Open(byte[] packed, out int count)
    {
        var reader = new BinaryReader(new MemoryStream(packed), Encoding.UTF8);
        if (reader.ReadByte() is not Format and var other) throw new InvalidDataException($"Movements of a wallet in format {other} are not known here.");
        count = reader.ReadInt32();
        return reader;
    }
}
