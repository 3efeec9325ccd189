using System.Text.Json;
using Marquee.Shows;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Marquee.Api.Shows;

/// <summary>
/// Seat maps as they go over the wire, each written once a version however many look at it. The grain is asked for every reader, so nobody
/// is shown a map that is not the last one on disk; only its JSON is not made anew.
/// </summary>
internal sealed class SeatMapBodies(IOptions<JsonOptions> json) : IDisposable
{
    private const long MostBytes = 64 * 1024 * 1024;

    private readonly MemoryCache _bodies = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public byte[] Of(SeatMapView map)
    {
        if (_bodies.TryGetValue(map.Show, out Written? known) && known!.Version == map.Version) return known.Body;
        var body = JsonSerializer.SerializeToUtf8Bytes(new SeatMapBody(map), json.Value.SerializerOptions);
        _bodies.Set(map.Show, new Written(map.Version, body), new MemoryCacheEntryOptions { Size = body.Length });
        return body;
    }

    public void Dispose() => _bodies.Dispose();

    private sealed record Written(long Version, byte[] Body);
}
