using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Marquee.Shows;

namespace Marquee.Api.Shows.Live;

/// <summary>The last changes of one show as a stream sends them, each written once however many streams there are.</summary>
internal sealed class SeatNews
{
    /// <summary>Who is further behind is sent the whole map.</summary>
    private const int Kept = 256;

    private readonly Queue<Change> _changes = new(Kept);

    /// <param name="seats">What each seat of the plan was before, and is now.</param>
    public void Add(SeatMapView before, SeatMapView after)
    {
        if (_changes.Count == Kept) _changes.Dequeue();
        _changes.Enqueue(new Change(before.Version, after.Version, Write(before, after)));
    }

    /// <summary>All changes after that version, oldest first; null where they are not known any more.</summary>
    public List<ReadOnlyMemory<byte>>? After(long version)
    {
        var news = new List<ReadOnlyMemory<byte>>();
        var reached = version;
        foreach (var change in _changes)
        {
            if (change.Before < reached) continue;
            if (change.Before > reached) return null;
            news.Add(change.Event);
            reached = change.After;
        }

        return reached == version ? null : news;
    }

    public static byte[] Snapshot(SeatMapView map, ReadOnlySpan<byte> body) => Event("snapshot", map.Version, body);

    private static byte[] Write(SeatMapView before, SeatMapView after)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("version"u8, after.Version);
            json.WriteStartObject("seats"u8);
            for (var seat = 0; seat < after.Status.Length; seat++)
                if (before.Status[seat] != after.Status[seat]) json.WriteString(after.Plan.Seats[seat].Label, SeatMapJson.NameOf(after.Status[seat]));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Event("change", after.Version, buffer.WrittenSpan);
    }

    /// <summary>One event of a stream; JSON has no line breaks. HTML Living Standard, section 9.2.</summary>
    private static byte[] Event(string name, long version, ReadOnlySpan<byte> data) =>
        [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"event: {name}\nid: {version}\ndata: ")), .. data, .. "\n\n"u8];

    private readonly record struct Change(long Before, long After, ReadOnlyMemory<byte> Event);
}
