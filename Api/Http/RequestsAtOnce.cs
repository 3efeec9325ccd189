using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Marquee.Api.Http;

/// <summary>
/// A bound on the requests under way in this process, before anything else is done for them. Past it they wait for their turn, or their client
/// is told at once to come back (<see cref="Admission"/>), so that those who were let in are answered in time however many knock.
/// </summary>
internal sealed class RequestsAtOnce(IOptions<RequestLimits> limits, TimeProvider clock)
{
    // Written beforehand but for the trace at its end: the more of these there are, the less is to spare for them.
    private static readonly byte[] Body = MakeBody();

    private readonly Admission _admission = new(limits.Value.AtOnce, limits.Value.Waiting, limits.Value.LongestWait, clock);

    public async Task Invoke(HttpContext http, RequestDelegate next)
    {
        var endpoint = http.GetEndpoint()?.Metadata;
        if (endpoint?.GetMetadata<LongLived>() is not null)
        {
            await next(http);
            return;
        }

        // Or those who send theirs slowly would keep everybody out.
        await ReadBodyAsync(http);
        if (!await _admission.EnterAsync(endpoint?.GetMetadata<CarriesOn>() is not null, http.RequestAborted))
        {
            await SendAwayAsync(http);
            return;
        }

        try
        {
            await next(http);
        }
        finally
        {
            _admission.Leave();
        }
    }

    /// <summary>Waits until the whole body is here, or more of it than an endpoint may want to see, and leaves it to be read.</summary>
    private async ValueTask ReadBodyAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true }) return;
        var body = http.Request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(http.RequestAborted);
            if (read.IsCompleted || read.Buffer.Length > limits.Value.BodyBytes)
            {
                body.AdvanceTo(read.Buffer.Start);
                return;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
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
