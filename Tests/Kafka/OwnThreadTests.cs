using Marquee.Silo.Kafka;
using Xunit;

namespace Marquee.Tests.Kafka;

/// <summary>Calls that block.</summary>
public sealed class OwnThreadTests
{
    [Fact]
    public async Task They_are_made_beside_the_thread_pool_and_what_waits_for_them_goes_on_in_it()
    {
        using var thread = new OwnThread("test");
        var ownMade = await thread.RunAsync(() => Thread.CurrentThread);

        Assert.False(ownMade.IsThreadPoolThread);
        Assert.NotSame(ownMade, Thread.CurrentThread);
        Assert.Same(ownMade, await thread.RunAsync(() => Thread.CurrentThread));
    }

    [Fact]
    public async Task One_that_fails_says_so_to_who_asked_and_the_next_is_made()
    {
        using var thread = new OwnThread("test");

        await Assert.ThrowsAsync<InvalidDataException>(() => thread.RunAsync(() => throw new InvalidDataException()));
        Assert.Equal(1, await thread.RunAsync(() => 1));
    }

    [Fact]
    public async Task The_thread_ends_once_it_has_made_those_it_was_given()
    {
        var thread = new OwnThread("test");
        var own = await thread.RunAsync(() => Thread.CurrentThread);
        // A call that blocks is what the thread is for; it is let go once nothing more can be asked for.
        using var gate = new ManualResetEventSlim();
        var last = thread.RunAsync(() => gate.Wait(TimeSpan.FromSeconds(10)));
        thread.Dispose();
        Assert.True(own.IsAlive);
        gate.Set();

        Assert.True(await last);
        Assert.True(own.Join(TimeSpan.FromSeconds(10)));
    }
}
