using System.Buffers.Binary;
using System.Text;

namespace Marquee.Storage;

/// <summary>Writes a state's own binary form into bytes that are exactly as many as it needs: little endian, ids as they are read.</summary>
internal ref struct PackedWriter(Span<byte> bytes)
{
    private Span<byte> _rest = bytes;

    /// <summary>What <see cref="Text"/> takes.</summary>
    public static int SizeOf(string text) => 2 + Encoding.UTF8.GetByteCount(text);

    public void Byte(byte value) => Next(1)[0] = value;

    public void Short(int value) => BinaryPrimitives.WriteUInt16LittleEndian(Next(2), checked((ushort)value));

    public void Int(int value) => BinaryPrimitives.WriteInt32LittleEndian(Next(4), value);

    public void Long(long value) => BinaryPrimitives.WriteInt64LittleEndian(Next(8), value);

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Next(value.Length));

    public void Id(Guid value) => value.TryWriteBytes(Next(16), bigEndian: true, out _);

    /// <summary>UTF-8 after its length, 2 bytes.</summary>
    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Short(length);
        Encoding.UTF8.GetBytes(value, Next(length));
    }

    private Span<byte> Next(int count)
    {
        var next = _rest[..count];
        _rest = _rest[count..];
        return next;
    }
}
