using System.Collections.Immutable;
using Marquee.Storage;

namespace Marquee.Wallets.Domain;

/// <summary>
/// Movements of a wallet as bytes, oldest first. Little endian: format (1), count (4), the operations one after the other (16 each), so that one
/// is looked for without reading the rest, and then for each amount (8), balance (8), time (8, ticks UTC), counter account and
/// reference (both as UTF-8 after their length, 2).
/// </summary>
internal static class PackedEntries
{
    private const byte Format = 1;
    private const int Header = 1 + 4;
    private const int OperationBytes = 16;

    public static byte[] Pack(IReadOnlyCollection<WalletEntry> entries)
    {
        var packed = new byte[Header + entries.Sum(entry => OperationBytes + 8 + 8 + 8 + PackedWriter.SizeOf(entry.Counter) + PackedWriter.SizeOf(entry.Reference))];
        var writer = new PackedWriter(packed);
        writer.Byte(Format);
        writer.Int(entries.Count);
        foreach (var entry in entries) writer.Id(entry.Operation);
        foreach (var entry in entries)
        {
            writer.Long(entry.Amount);
            writer.Long(entry.Balance);
            writer.Long(entry.At.UtcTicks);
            writer.Text(entry.Counter);
            writer.Text(entry.Reference);
        }

        return packed;
    }

    /// <exception cref="InvalidDataException">The bytes are not movements of a wallet.</exception>
    public static ImmutableArray<WalletEntry> Unpack(byte[]? packed)
    {
        if (packed is null) return [];
        try
        {
            var ids = OperationsOf(packed);
            var operations = new PackedReader(ids);
            var rest = new PackedReader(packed.AsSpan(Header + ids.Length));
            var entries = ImmutableArray.CreateBuilder<WalletEntry>(ids.Length / OperationBytes);
            while (!operations.AtEnd)
            {
                var (amount, balance, at) = (rest.Long(), rest.Long(), rest.Time());
                entries.Add(new WalletEntry(operations.Id(), amount, balance, rest.Text(), rest.Text(), at));
            }

            return entries.MoveToImmutable();
        }
        catch (ArgumentOutOfRangeException failure)
        {
            throw new InvalidDataException("The archive of a wallet ends too early.", failure);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are not movements of a wallet.</exception>
    public static int Count(byte[]? packed) => packed is null ? 0 : OperationsOf(packed).Length / OperationBytes;

    /// <exception cref="InvalidDataException">The bytes are not movements of a wallet.</exception>
    public static WalletEntry? Find(byte[]? packed, Guid operation)
    {
        if (packed is null) return null;
        var operations = new PackedReader(OperationsOf(packed));
        for (var i = 0; !operations.AtEnd; i++)
            if (operations.Id() == operation) return Unpack(packed)[i];
        return null;
    }

    private static ReadOnlySpan<byte> OperationsOf(byte[] packed)
    {
        if (packed.Length < Header || packed[0] != Format) throw new InvalidDataException("Movements of a wallet in this format are not known here.");
        var reader = new PackedReader(packed.AsSpan(1));
        var count = reader.Int();
        if (count < 0 || count > (packed.Length - Header) / OperationBytes) throw new InvalidDataException("The archive of a wallet ends too early.");
        return reader.Next(count * OperationBytes);
    }
}
