using System.Text.Json;
using Marquee.Shows;

namespace Marquee.Api.Shows.Live;

/// <summary>A seat map and, from the first reader on, its JSON: written once a version, however many look at it.</summary>
internal sealed class LiveSeatMap(SeatMapView view)
{
    private byte[]? _body;
    private byte[]? _snapshot;

    public SeatMapView View { get; } = view;

    /// <summary>As <c>GET /v1/shows/{id}/seats</c> answers. Two who come first may both write it.</summary>
    public byte[] Body => _body ??= JsonSerializer.SerializeToUtf8Bytes(new SeatMapBody(View));

    /// <summary>The event that a stream begins with.</summary>
    public ReadOnlyMemory<byte> Snapshot => _snapshot ??= SeatNews.Snapshot(View, Body);

    /// <summary>The same map, of which only <see cref="SeatMapView.FreesAt"/> is another.</summary>
    public LiveSeatMap With(SeatMapView same) => new(same) { _body = _body, _snapshot = _snapshot };
}
