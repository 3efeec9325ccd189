using Microsoft.Extensions.Options;

namespace Marquee.Api.Http;

/// <summary>
/// A bound on the requests under way in this process: past it a client is told at once to come back, so that those who were let in are
/// answered in time however many knock.
/// </summary>
internal sealed class RequestsAtOnce(IOptions<RequestLimits> limits)
{
    private int _underWay;

    public async Task Invoke(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<LongLived>() is not null)
        {
            await next(http);
            return;
        }

        var underWay = Interlocked.Increment(ref _underWay);
        try
        {
            if (underWay > limits.Value.AtOnce) await Problems.Overloaded(http, "As many requests are under way as this server takes. Nothing was done.").ExecuteAsync(http);
            else await next(http);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
