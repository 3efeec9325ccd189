using Marquee.Api.Http;
using Marquee.Api.Users;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Marquee.Tests.Users;

public sealed class RefusalClockTests
{
    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData(0, 500)]
    [InlineData(130, 370)]
    [InlineData(499, 1)]
    [InlineData(510, 490)]
    public async Task A_refusal_comes_at_a_whole_multiple_of_the_step_whatever_it_took(int took, int waits)
    {
        var refusals = new RefusalClock(Options.Create(new RequestLimits { RefusedSignIn = TimeSpan.FromMilliseconds(500) }), _clock);
        var began = refusals.Begin();
        _clock.Advance(TimeSpan.FromMilliseconds(took));
        var waiting = refusals.WaitAsync(began, CancellationToken.None);
        _clock.Advance(TimeSpan.FromMilliseconds(waits - 1));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await waiting;
    }

    [Fact]
    public void Without_a_step_nobody_waits() =>
        Assert.True(new RefusalClock(Options.Create(new RequestLimits { RefusedSignIn = TimeSpan.Zero }), _clock).WaitAsync(0, CancellationToken.None).IsCompletedSuccessfully);
}
