using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Marquee.Api.Http;

/// <summary>
/// A bound on the requests under way in this process: past it a client is told at once to come back, so that those who were let in are
/// answered in time however many knock. Who goes on with what was begun has a quarter more room.
/// </summary>
internal sealed class RequestsAtOnce(IOptions<RequestLimits> limits)
{
    // Written beforehand but for the trace at its end: the more of these there are, the less is to spare for them.
    private static readonly byte[] Body = MakeBody();

    private int _underWay;

    public async Task Invoke(HttpContext http, RequestDelegate next)
    {
        var endpoint = http.GetEndpoint()?.Metadata;
        if (endpoint?.GetMetadata<LongLived>() is not null)
        {
            await next(http);
            return;
        }

        if (Interlocked.Increment(ref _underWay) > RoomFor(endpoint))
        {
            // Not one of those under way, or those who are sent away would keep others out.
            Interlocked.Decrement(ref _underWay);
            await SendAwayAsync(http);
            return;
        }

        try
        {
            await next(http);
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

    private static async Task SendAwayAsync(HttpContext http)
    {
        var trace = Problems.TraceOf(http);
        var answer = http.Response;
        answer.StatusCode = StatusCodes.Status503ServiceUnavailable;
        answer.Headers.RetryAfter = "1";
        answer.ContentType = "application/problem+json";
        answer.ContentLength = Body.Length + trace.Length + 2;
        answer.BodyWriter.Write(Body);
        Encoding.ASCII.GetBytes(trace, answer.BodyWriter);
        answer.BodyWriter.Write("\"}"u8);
        await answer.BodyWriter.FlushAsync();
    }

    private static byte[] MakeBody()
    {
        var problem = Problems.Overloaded("As many requests are under way as this server takes. Nothing was done.").ProblemDetails;
        problem.Extensions[Problems.Trace] = "";
        return JsonSerializer.SerializeToUtf8Bytes(problem)[..^2];
    }
}
