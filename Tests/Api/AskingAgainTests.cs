using Marquee.Api.Http;
using Marquee.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using Orleans.Storage;
using Polly.Timeout;
using Xunit;

namespace Marquee.Tests.Api;

public sealed class AskingAgainTests
{
    private static readonly IdempotencyKey Key = new("a-key");
    private int _asked;

    public static TheoryData<Exception> Passing =>
    [
        new InconsistentStateException("another was first"), new StateUnknownException("perhaps"), new SiloUnavailableException("gone"), new TimeoutRejectedException("nobody knows where it is"),
    ];

    public static TheoryData<Exception> Lasting => [new TimeoutException(), new System.Data.DataException(), new InvalidOperationException()];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_carries_the_name_of_its_request_is_asked_again(Exception failure) =>
        Assert.Equal("well", await AskAsync("POST", failures: 2, failure, Key));

    [Fact]
    public async Task So_is_what_only_reads() => Assert.Equal("well", await AskAsync("GET", failures: 3, new SiloUnavailableException("gone")));

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task What_has_no_name_and_changes_something_is_not(string method)
    {
        await Assert.ThrowsAsync<SiloUnavailableException>(() => AskAsync(method, failures: 1, new SiloUnavailableException("gone"), "some argument"));
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task So_is_what_says_that_a_repeat_changes_nothing()
    {
        var http = new DefaultHttpContext { Request = { Method = "DELETE" } };
        http.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new Repeatable()), "gives up"));
        Assert.Equal("well", await AskAsync(http, 2, new SiloUnavailableException("gone"), "some argument"));
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task A_failure_that_will_not_be_over_in_a_moment_is_told_at_once(Exception failure)
    {
        await Assert.ThrowsAsync(failure.GetType(), () => AskAsync("POST", failures: 1, failure, Key));
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task A_failure_that_stays_is_told_in_the_end()
    {
        await Assert.ThrowsAsync<StateUnknownException>(() => AskAsync("POST", failures: 100, new StateUnknownException("perhaps"), Key));
        Assert.Equal(4, _asked);
    }

    [Fact]
    public async Task A_client_that_asked_once_is_not_told_that_its_request_is_at_work_already()
    {
        var http = new DefaultHttpContext { Request = { Method = "POST" } };
        var answer = await new AskingAgain(TimeProvider.System).InvokeAsync(new DefaultEndpointFilterInvocationContext(http, Key), _ => ++_asked switch
        {
            1 => throw new SiloUnavailableException("gone"),
            2 => new ValueTask<object?>((Results<Ok, ProblemHttpResult>)Problems.InProgress(http)),
            _ => new ValueTask<object?>("well"),
        });

        Assert.Equal(("well", 3), (answer, _asked));
        Assert.False(http.Response.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public async Task Who_has_waited_for_long_until_a_silo_was_given_up_is_asked_again_all_the_same()
    {
        var clock = new HurryingClock();
        var asked = AskWhileTimePassesAsync(clock, () =>
        {
            if (_asked > 1) return "well";
            clock.Advance(TimeSpan.FromSeconds(15));
            throw new SiloUnavailableException("given up");
        });
        Assert.Equal("well", await asked);
    }

    [Fact]
    public async Task A_state_that_starts_over_after_its_silo_was_away_for_long_is_asked_again() =>
        Assert.Equal("well", await AskWhileTimePassesAsync(new HurryingClock(), () => _asked switch
        {
            <= 5 => throw new SiloUnavailableException("gone"),
            6 => throw new InconsistentStateException("another was first"),
            _ => "well",
        }));

    [Fact]
    public async Task A_silo_that_stays_away_is_told_in_the_end()
    {
        await Assert.ThrowsAsync<SiloUnavailableException>(() => AskWhileTimePassesAsync(new HurryingClock(), () => throw new SiloUnavailableException("gone")));
        Assert.True(_asked > 1);
    }

    [Fact]
    public async Task One_that_asks_twice_is_told()
    {
        var http = new DefaultHttpContext { Request = { Method = "POST" } };
        var inProgress = Problems.InProgress(http);
        Assert.Same(inProgress, await new AskingAgain(TimeProvider.System).InvokeAsync(new DefaultEndpointFilterInvocationContext(http, Key), _ => new ValueTask<object?>(inProgress)));
    }

    [Fact]
    public async Task An_answer_that_has_begun_is_not_begun_again()
    {
        var http = new DefaultHttpContext { Request = { Method = "GET" } };
        http.Features.Set<Microsoft.AspNetCore.Http.Features.IHttpResponseFeature>(new Begun());
        await Assert.ThrowsAsync<SiloUnavailableException>(() => AskAsync(http, 1, new SiloUnavailableException("gone")));
    }

    private Task<object?> AskAsync(string method, int failures, Exception failure, params object[] arguments) =>
        AskAsync(new DefaultHttpContext { Request = { Method = method } }, failures, failure, arguments);

    private async Task<object?> AskAsync(HttpContext http, int failures, Exception failure, params object[] arguments) =>
        await new AskingAgain(TimeProvider.System).InvokeAsync(
            new DefaultEndpointFilterInvocationContext(http, arguments), _ => ++_asked > failures ? new ValueTask<object?>("well") : throw failure);

    private async Task<object?> AskWhileTimePassesAsync(FakeTimeProvider clock, Func<object?> answer) =>
        await new AskingAgain(clock).InvokeAsync(new DefaultEndpointFilterInvocationContext(new DefaultHttpContext { Request = { Method = "GET" } }), _ =>
        {
            _asked++;
            return new ValueTask<object?>(answer());
        });

    /// <summary>Whoever waits has waited at once.</summary>
    private sealed class HurryingClock : FakeTimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Advance(dueTime);
            return timer;
        }
    }

    private sealed class Begun : Microsoft.AspNetCore.Http.Features.HttpResponseFeature
    {
        public override bool HasStarted => true;
    }
}
