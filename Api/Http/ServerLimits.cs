using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Marquee.Api.Http;

/// <summary>What the server itself refuses or ends, before or beside any endpoint: too much, too slow, too many at once.</summary>
internal static class ServerLimits
{
    // Bytes a second, on average, once a request or an answer has lasted for the grace.
    private const double LeastRate = 240;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static void Configure(KestrelServerOptions kestrel, RequestLimits limits)
    {
        kestrel.AddServerHeader = false;
        // Any bytes are text then, so that the endpoint that wants the header refuses it, and says so, rather than the server.
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        kestrel.Limits.MaxRequestBodySize = limits.BodyBytes;
        kestrel.Limits.MaxConcurrentConnections = limits.Connections;
        kestrel.Limits.RequestHeadersTimeout = limits.HeadersTimeout;
        kestrel.Limits.KeepAliveTimeout = limits.IdleTimeout;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(LeastRate, Grace);
        kestrel.Limits.MinResponseDataRate = new MinDataRate(LeastRate, Grace);
    }
}
