using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Marquee.Api.Http;

/// <summary>
/// A token bucket for each signed-in user and one for each address. What is left is told in <c>RateLimit</c> and <c>RateLimit-Policy</c>
/// (draft-ietf-httpapi-ratelimit-headers).
/// </summary>
internal sealed class RateLimits(IOptions<RequestLimits> options) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<string> _users = Buckets(options.Value.UserPerSecond, options.Value.UserBurst);
    private readonly PartitionedRateLimiter<string> _addresses = Buckets(options.Value.AddressPerSecond, options.Value.AddressBurst);

    public async Task Invoke(HttpContext http, RequestDelegate next)
    {
        var user = http.User.FindFirstValue(Caller.IdClaim);
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        using var byAddress = _addresses.AttemptAcquire(address);
        using var byUser = user is null ? null : _users.AttemptAcquire(user);
        if (user is null) Tell(http, "address", _addresses, address, options.Value.AddressPerSecond, options.Value.AddressBurst);
        else Tell(http, "user", _users, user, options.Value.UserPerSecond, options.Value.UserBurst);
        if (byAddress.IsAcquired && byUser is null or { IsAcquired: true })
        {
            await next(http);
            return;
        }

        http.Response.Headers.RetryAfter = "1";
        await Problems.Of(StatusCodes.Status429TooManyRequests, "rate-limited", "That is too many requests in too short a time.").ExecuteAsync(http);
    }

    public async ValueTask DisposeAsync()
    {
        await _users.DisposeAsync();
        await _addresses.DisposeAsync();
    }

    private static void Tell(HttpContext http, string policy, PartitionedRateLimiter<string> limiter, string key, int perSecond, int burst)
    {
        var window = Math.Max(1, burst / perSecond);
        var left = limiter.GetStatistics(key)?.CurrentAvailablePermits ?? 0;
        http.Response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{policy}\";q={burst};w={window}");
        http.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{policy}\";r={left};t=1");
    }

    private static PartitionedRateLimiter<string> Buckets(int perSecond, int burst) =>
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.Get<string>(key, _ => new TokenBucket(perSecond, burst)));
}
