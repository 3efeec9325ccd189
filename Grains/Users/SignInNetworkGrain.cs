using Marquee.Users.Domain;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Marquee.Users;

/// <summary>
/// Owns the failed sign-ins from one network, whatever accounts they were for. Keyed by <see cref="ClientNetwork"/>. Attempts that come
/// together are all taken before the first has failed, so the limit can be passed by as many as were under way. In memory.
/// </summary>
[Alias("marquee.sign-in-network")]
internal interface ISignInNetworkGrain : IGrainWithStringKey
{
    [Alias("wait")] Task<TimeSpan> Wait();

    [Alias("fail")] Task Fail();
}

[GrainType("sign-in-network")]
internal sealed class SignInNetworkGrain(IOptions<AccountsOptions> options, TimeProvider clock) : Grain, ISignInNetworkGrain
{
    private readonly SignInWindow _window = new(options.Value.MostFailuresOfNetwork, options.Value.FailureWindow);

    public Task<TimeSpan> Wait() => Task.FromResult(_window.Wait(clock.GetUtcNow()));

    public Task Fail()
    {
        _window.Fail(clock.GetUtcNow());
        DelayDeactivation(options.Value.FailureWindow);
        return Task.CompletedTask;
    }
}
