using System.Text.Json;

namespace Marquee.LoadTest.Streams;

/// <summary>The seats of a show as one stream tells them, to be compared with what the show itself says in the end.</summary>
internal sealed class WatchedMap
{
    private readonly Dictionary<string, string> _seats = [];
    private readonly List<(long Version, string Seat)> _holds = [];

    public long Version { get; private set; }

    /// <summary>In which change a seat became held.</summary>
    public IReadOnlyList<(long Version, string Seat)> Holds => _holds;

    public void Apply(ReadOnlyMemory<byte> text)
    {
        if (!SeatEvent.TryRead(text.Span, out var told)) return;
        Version = told.Version;
        var body = JsonElement.Parse(told.Data);
        if (told.IsSnapshot)
        {
            foreach (var (seat, status) in SeatsOf(body)) _seats[seat] = status;
            return;
        }

        foreach (var seat in body.GetProperty("seats").EnumerateObject())
        {
            _seats[seat.Name] = seat.Value.GetString()!;
            if (_seats[seat.Name] == "held") _holds.Add((Version, seat.Name));
        }
    }

    /// <summary>Seats of which it knows something else than the map of the show.</summary>
    public IEnumerable<string> Differences(JsonElement map) => SeatsOf(map).Where(seat => _seats.GetValueOrDefault(seat.Label) != seat.Status).Select(seat => seat.Label);

    private static IEnumerable<(string Label, string Status)> SeatsOf(JsonElement map) => map.GetProperty("rows").EnumerateArray()
        .SelectMany(row => row.GetProperty("seats").EnumerateArray()).Select(seat => (seat.GetProperty("label").GetString()!, seat.GetProperty("status").GetString()!));
}
