using System.Buffers.Text;

namespace Marquee.LoadTest.Streams;

/// <summary>One event as the product writes it: a name, the version as its id, and JSON in one line. A comment is none.</summary>
internal readonly ref struct SeatEvent
{
    public bool IsSnapshot { get; private init; }

    public long Version { get; private init; }

    public ReadOnlySpan<byte> Data { get; private init; }

    /// <exception cref="IOException">It is neither an event of seats nor a comment.</exception>
    public static bool TryRead(ReadOnlySpan<byte> text, out SeatEvent read)
    {
        read = default;
        if (text.StartsWith(":"u8)) return false;
        var snapshot = text.StartsWith("event: snapshot\nid: "u8);
        if (!snapshot && !text.StartsWith("event: change\nid: "u8)) throw new IOException("The stream has an event that is neither a map nor a change.");
        var id = text[(text.IndexOf("id: "u8) + 4)..];
        var data = text.IndexOf("\ndata: "u8);
        if (data < 0 || !Utf8Parser.TryParse(id, out long version, out _)) throw new IOException("An event has no version or no data.");
        read = new SeatEvent { IsSnapshot = snapshot, Version = version, Data = text[(data + 7)..] };
        return true;
    }
}
