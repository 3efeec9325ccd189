using Microsoft.Extensions.Options;

namespace Marquee.Api.Http;

/// <summary>
/// A bound on the requests under way in this process: past it a client is told at once to come back, so that those who were let in are
/// answered in time however many knock. Who goes on with what was begun has a quarter more room.
/// </summary>
internal sealed class RequestsAtOnce(IOptions<RequestLimits> limits)
{
    private int _underWay;

    public async Task Invoke(HttpContext http, RequestDelegate next)
    {
        var endpoint = http.GetEndpoint()?.Metadata;
        if (endpoint?.GetMetadata<LongLived>() is not null)
        {
            await next(http);
            return;
        }

        var underWay = Interlocked.Increment(ref _underWay);
        try
        {
            if (underWay > RoomFor(endpoint)) await Problems.Overloaded(http, "As many requests are under way as this server takes. Nothing was done.").ExecuteAsync(http);
            else await next(http);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private int RoomFor(EndpointMetadataCollection? endpoint)
    {
        var room = limits.Value.AtOnce;
        return endpoint?.GetMetadata<CarriesOn>() is null ? room : room + ((room + 3) / 4);
    }
}
