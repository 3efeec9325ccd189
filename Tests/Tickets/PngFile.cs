using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Marquee.Tests.Tickets;

/// <summary>A picture of one bit a pixel, read without any library for pictures.</summary>
internal sealed class PngFile
{
    private readonly byte[] _rows;
    private readonly int _stride;
    private readonly bool _zeroIsDark;

    public PngFile(byte[] file)
    {
        if (!file.AsSpan(0, 8).SequenceEqual<byte>([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) throw new InvalidDataException("No PNG.");
        using var packed = new MemoryStream();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var body = file.AsSpan(at + 8, length);
            switch (Encoding.ASCII.GetString(file, at + 4, 4))
            {
                case "IHDR":
                    Width = BinaryPrimitives.ReadInt32BigEndian(body);
                    if (BinaryPrimitives.ReadInt32BigEndian(body[4..]) != Width || body[8] != 1) throw new InvalidDataException("Not square, or not of one bit.");
                    _zeroIsDark = true;
                    break;
                case "PLTE":
                    _zeroIsDark = body[0] < body[3];
                    break;
                case "IDAT":
                    packed.Write(body);
                    break;
            }

            at += length + 12;
        }

        packed.Position = 0;
        using var unpacked = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionMode.Decompress)) zip.CopyTo(unpacked);
        _rows = unpacked.ToArray();
        _stride = ((Width + 7) / 8) + 1;
    }

    public int Width { get; }

    public bool IsDark(int x, int y)
    {
        if (_rows[y * _stride] != 0) throw new InvalidDataException("A filter that is not read here.");
        return (((_rows[(y * _stride) + 1 + (x / 8)] >> (7 - (x % 8))) & 1) == 0) == _zeroIsDark;
    }
}
