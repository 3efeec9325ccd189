using Marquee.Api.Http;
using Microsoft.Extensions.Options;

namespace Marquee.Api.Users;

/// <summary>
/// Answers refused sign-ins at even times. The work for an address is the same whether anybody has it, but what a silo has in memory is
/// not: somebody who was there lately is found a few milliseconds sooner.
/// </summary>
internal sealed class RefusalClock(IOptions<RequestLimits> limits, TimeProvider clock)
{
    public long Begin() => clock.GetTimestamp();

    public Task WaitAsync(long began, CancellationToken cancellation)
    {
        var step = limits.Value.RefusedSignIn.Ticks;
        if (step == 0) return Task.CompletedTask;
        return Task.Delay(TimeSpan.FromTicks(step - (clock.GetElapsedTime(began).Ticks % step)), clock, cancellation);
    }
}
