namespace Marquee.Shows.Domain;

/// <summary>
/// Packs one map again and again, as <see cref="PackedSeats"/> says. Sales that are settled stay as they are, so their bytes are taken over
/// from the time before: a hall that is nearly sold costs a write no more work than an empty one.
/// </summary>
internal sealed class SeatPacker
{
    private byte[] _last = [];
    private int _from;
    private int _length;
    private int _count;
    private int _resettled;

    public byte[] Pack(SeatMap map)
    {
        if (_resettled != map.Resettled) (_length, _count, _resettled) = (0, 0, map.Resettled);
        var (size, from) = (_length, 1 + 8 + 2 + (2 * map.BlockedCount) + 2);
        for (var settled = _count; settled < map.Settled.Count; settled++) size += PackedSeats.SizeOf(map.Settled[settled]);
        var length = size;
        foreach (var claim in map.Open) size += PackedSeats.SizeOf(claim);

        var bytes = new byte[from + size];
        var writer = new PackedSeats.Writer(bytes);
        WriteHead(ref writer, map);
        writer.Bytes(_last.AsSpan(_from, _length));
        for (var settled = _count; settled < map.Settled.Count; settled++) PackedSeats.Write(ref writer, map.Settled[settled]);
        foreach (var claim in map.Open) PackedSeats.Write(ref writer, claim);
        (_last, _from, _length, _count) = (bytes, from, length, map.Settled.Count);
        return bytes;
    }

    private static void WriteHead(ref PackedSeats.Writer writer, SeatMap map)
    {
        writer.Byte(PackedSeats.Format);
        writer.Long(map.Version);
        writer.Short(map.BlockedCount);
        for (var (seat, left) = (0, map.BlockedCount); left > 0; seat++)
        {
            if (!map.IsBlocked(seat)) continue;
            writer.Short(seat);
            left--;
        }

        writer.Short(map.Claims.Count);
    }
}
