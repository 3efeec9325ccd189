using System.Reflection;
using Marquee.Silo.Hosting.Clients;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.Runtime;
using Xunit;

namespace Marquee.Tests.Hosting;

public sealed class CallsOfLostSilosTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly GatewayLosses _losses;
    private readonly TaskCompletionSource _answer = new();

    public CallsOfLostSilosTests() => _losses = new GatewayLosses(_clock);

    [Fact]
    public async Task A_call_that_is_open_a_moment_after_a_silo_was_lost_fails_as_unknown()
    {
        var call = CallAsync();
        _losses.Note();
        await PassAsync(TimeSpan.FromSeconds(0.9));
        Assert.False(call.IsCompleted);
        await PassAsync(TimeSpan.FromSeconds(0.2));
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
    }

    [Fact]
    public async Task A_call_that_is_answered_in_that_moment_is_answered()
    {
        var call = CallAsync();
        _losses.Note();
        await PassAsync(TimeSpan.FromSeconds(0.5));
        _answer.SetResult();
        await call;
    }

    [Fact]
    public async Task A_call_that_may_have_been_passed_on_to_the_lost_silo_fails_once_the_others_know()
    {
        _losses.Note();
        await PassAsync(TimeSpan.FromSeconds(2));
        var call = CallAsync();
        await PassAsync(TimeSpan.FromSeconds(3));
        await PassAsync(TimeSpan.FromSeconds(0.9));
        Assert.False(call.IsCompleted);
        await PassAsync(TimeSpan.FromSeconds(0.2));
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
    }

    [Fact]
    public async Task One_that_has_just_been_made_then_is_answered_in_that_moment()
    {
        _losses.Note();
        await PassAsync(TimeSpan.FromSeconds(4.9));
        var call = CallAsync();
        await PassAsync(TimeSpan.FromSeconds(0.2));
        Assert.False(call.IsCompleted);
        _answer.SetResult();
        await call;
    }

    [Fact]
    public async Task A_call_that_is_made_once_the_others_know_is_waited_for()
    {
        _losses.Note();
        await PassAsync(TimeSpan.FromSeconds(6));
        var call = CallAsync();
        await PassAsync(TimeSpan.FromSeconds(10));
        Assert.False(call.IsCompleted);
        _answer.SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task A_second_loss_ends_a_call_that_was_made_after_the_first()
    {
        _losses.Note();
        var call = CallAsync();
        _losses.Note();
        await PassAsync(TimeSpan.FromSeconds(1.1));
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
    }

    private Task CallAsync() => new CallsOfLostSilos(_losses, _clock).Invoke(Context.Of(_answer.Task));

    /// <summary>A loss is told to calls on other threads, which must have heard it before time goes on.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        await Task.Delay(50);
        _clock.Advance(time);
        await Task.Delay(50);
    }

    /// <summary>A call that ends with a task; nothing else is asked of it.</summary>
    public class Context : DispatchProxy
    {
        private Task _answer = Task.CompletedTask;

        internal static IOutgoingGrainCallContext Of(Task answer)
        {
            var context = Create<IOutgoingGrainCallContext, Context>();
            ((Context)(object)context)._answer = answer;
            return context;
        }

        protected override object Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod?.Name == nameof(IGrainCallContext.Invoke) ? _answer : throw new NotSupportedException(targetMethod?.Name);
    }
}
