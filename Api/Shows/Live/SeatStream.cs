using System.Globalization;
using Marquee.Api.Http;
using Marquee.Shows;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Marquee.Api.Shows.Live;

/// <summary>
/// <c>GET /v1/shows/{id}/seats/stream</c>: the map once, then every change, as server-sent events. An event's id is the version of the map
/// after it; who comes back with the last one in <c>Last-Event-ID</c> is sent what came since. A stream keeps no queue of its own: it goes on
/// from the version it has sent, and one that is too slow for that is sent the map anew.
/// </summary>
internal sealed class SeatStream(LiveSeats seats, IOptions<LiveSeatsOptions> options, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    private static readonly byte[] StillThere = ":\n\n"u8.ToArray();

    public async Task<IResult> OpenAsync(string id, HttpContext http)
    {
        if (!Ids.TryParse<ShowId>(id, out var show)) return Problems.NotFound("show");
        var (full, live) = await seats.OpenAsync(show);
        if (full) return Problems.Overloaded(http, "There are as many streams open as this server can feed.");
        if (live is null) return Problems.NotFound("show");
        try
        {
            await SendAsync(live, http);
        }
        catch (OperationCanceledException)
        {
            // The client or the server has had enough.
        }
        finally
        {
            seats.Close(live);
        }

        return Results.Empty;
    }

    private async Task SendAsync(LiveShow show, HttpContext http)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        // Proxies that gather answers would keep the events back.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        var shown = LastOf(http);
        var saidAt = DateTimeOffset.MinValue;
        while (!ending.IsCancellationRequested)
        {
            var (events, version, next) = show.After(shown);
            foreach (var told in events) await http.Response.Body.WriteAsync(told, ending.Token);
            if (events.Count > 0 || clock.GetUtcNow() - saidAt >= options.Value.Heartbeat)
            {
                if (events.Count == 0) await http.Response.Body.WriteAsync(StillThere, ending.Token);
                await http.Response.Body.FlushAsync(ending.Token);
                saidAt = clock.GetUtcNow();
            }

            shown = version;
            await next.WaitAsync(ending.Token);
        }
    }

    /// <summary>What is no number was never sent by us, and is as good as nothing.</summary>
    private static long? LastOf(HttpContext http) =>
        long.TryParse(http.Request.Headers["Last-Event-ID"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
