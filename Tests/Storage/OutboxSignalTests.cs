using Marquee.Silo.Postgres.Outbox;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Marquee.Tests.Storage;

public sealed class OutboxSignalTests
{
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly OutboxSignal _signal;

    public OutboxSignalTests() => _signal = new OutboxSignal(_time);

    [Fact]
    public async Task A_signal_given_before_anybody_waits_is_kept_and_counts_once()
    {
        _signal.Notify("bookings");
        _signal.Notify("bookings");

        await _signal.WaitAsync("bookings", Max, CancellationToken.None);

        Assert.False(_signal.WaitAsync("bookings", Max, CancellationToken.None).IsCompleted);
    }

    [Fact]
    public void A_signal_is_taken_once_by_who_does_not_want_to_wait()
    {
        Assert.False(_signal.TryTake("bookings"));
        _signal.Notify("bookings");

        Assert.False(_signal.TryTake("payments"));
        Assert.True(_signal.TryTake("bookings"));
        Assert.False(_signal.TryTake("bookings"));
    }

    [Fact]
    public async Task A_topic_without_a_signal_is_waited_for_until_the_time_is_up()
    {
        _signal.Notify("payments");
        var waiting = _signal.WaitAsync("bookings", Max, CancellationToken.None);

        _time.Advance(Max - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));

        await waiting.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_canceled_wait_says_so()
    {
        using var stop = new CancellationTokenSource();
        var waiting = _signal.WaitAsync("bookings", Max, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
