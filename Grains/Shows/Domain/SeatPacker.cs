using Marquee.Storage;

namespace Marquee.Shows.Domain;

/// <summary>
/// Packs one map again and again, as <see cref="PackedSeats"/> says. Sales that are settled stay as they are, so they go into an archive
/// once some have gathered: a hall that is nearly sold is then no more to write than an empty one.
/// </summary>
internal sealed class SeatPacker
{
    private readonly int _recent;
    private byte[] _archive;
    private int _archived;
    private int _resettled;

    /// <param name="recent">Bytes of settled sales that are written with every change before they are archived; more for a large archive.</param>
    /// <param name="map">As it came from disk.</param>
    /// <param name="archive">What it came with.</param>
    public SeatPacker(int recent, SeatMap map, byte[]? archive = null)
    {
        _recent = recent;
        _archive = archive ?? [];
        _archived = PackedSeats.CountOf(_archive);
        _resettled = map.Resettled;
    }

    public PackedMap Pack(SeatMap map)
    {
        var isNew = false;
        if (_resettled != map.Resettled)
        {
            // One that was archived is another now, or gone: all are gathered anew.
            isNew = _archive.Length > 0;
            (_archive, _archived, _resettled) = ([], 0, map.Resettled);
        }

        var recent = SizeOfRecent(map);
        // An archive is written whole, so a large one waits for more.
        if (recent > Math.Max(_recent, _archive.Length / 8))
        {
            (_archive, recent, isNew) = (Archive(map, recent), 0, true);
            _archived = map.Settled.Count;
        }

        return new PackedMap(Rest(map, recent), _archive, isNew);
    }

    private int SizeOfRecent(SeatMap map)
    {
        var size = 0;
        for (var settled = _archived; settled < map.Settled.Count; settled++) size += PackedSeats.SizeOf(map.Settled[settled]);
        return size;
    }

    private byte[] Archive(SeatMap map, int recent)
    {
        var bytes = new byte[_archive.Length + recent];
        var writer = new PackedWriter(bytes);
        writer.Bytes(_archive);
        WriteRecent(ref writer, map);
        return bytes;
    }

    private byte[] Rest(SeatMap map, int recent)
    {
        var size = 1 + 8 + 2 + (2 * map.BlockedCount) + 2 + recent;
        foreach (var claim in map.Open) size += PackedSeats.SizeOf(claim);
        var bytes = new byte[size];
        var writer = new PackedWriter(bytes);
        WriteHead(ref writer, map);
        WriteRecent(ref writer, map);
        foreach (var claim in map.Open) PackedSeats.Write(ref writer, claim);
        return bytes;
    }

    private void WriteRecent(ref PackedWriter writer, SeatMap map)
    {
        for (var settled = _archived; settled < map.Settled.Count; settled++) PackedSeats.Write(ref writer, map.Settled[settled]);
    }

    private void WriteHead(ref PackedWriter writer, SeatMap map)
    {
        writer.Byte(_archived > 0 ? PackedSeats.WithArchive : PackedSeats.Alone);
        writer.Long(map.Version);
        writer.Short(map.BlockedCount);
        for (var (seat, left) = (0, map.BlockedCount); left > 0; seat++)
        {
            if (!map.IsBlocked(seat)) continue;
            writer.Short(seat);
            left--;
        }

        writer.Short(map.Claims.Count - _archived);
    }
}

/// <param name="Rest">The map without what is in the archive.</param>
/// <param name="ArchiveIsNew">False where the archive is the one of the time before.</param>
internal readonly record struct PackedMap(byte[] Rest, byte[] Archive, bool ArchiveIsNew);
