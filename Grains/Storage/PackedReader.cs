using System.Buffers.Binary;
using System.Text;

namespace Marquee.Storage;

/// <summary>Reads what <see cref="PackedWriter"/> wrote. Past the end it throws <see cref="ArgumentOutOfRangeException"/>.</summary>
internal ref struct PackedReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool AtEnd => _rest.IsEmpty;

    public byte Byte() => Next(1)[0];

    public int Short() => BinaryPrimitives.ReadUInt16LittleEndian(Next(2));

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Next(4));

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Next(8));

    public DateTimeOffset Time() => new(Long(), TimeSpan.Zero);

    public Guid Id() => new(Next(16), bigEndian: true);

    public string Text() => Encoding.UTF8.GetString(Next(Short()));

    /// <summary>The next so many bytes, to be read by themselves.</summary>
    public ReadOnlySpan<byte> Next(int count)
    {
        var next = _rest[..count];
        _rest = _rest[count..];
        return next;
    }
}
