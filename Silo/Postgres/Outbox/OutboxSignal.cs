using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Marquee.Silo.Postgres.Outbox;

/// <summary>
/// Wakes this silo's relay when this silo wrote events, so that it need not poll often. A hint and no more: events of other silos, and
/// of a silo that died after its commit, are found by the relay's own polling.
/// </summary>
public sealed class OutboxSignal(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Channel<bool>> _topics = new();

    /// <summary>Events of <paramref name="topic"/> are committed. Kept until somebody waits; several before that count as one.</summary>
    public void Notify(string topic) => Topic(topic).Writer.TryWrite(true);

    /// <summary>True where there was a <see cref="Notify"/> that nobody has waited for yet.</summary>
    public bool TryTake(string topic) => Topic(topic).Reader.TryRead(out _);

    /// <summary>Waits for the next <see cref="Notify"/>, at most <paramref name="max"/>. One waiter a topic: a signal wakes only one.</summary>
    public async Task WaitAsync(string topic, TimeSpan max, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(max, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        var signals = Topic(topic).Reader;
        try
        {
            await signals.WaitToReadAsync(either.Token);
            signals.TryRead(out _);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
        }
    }

    private Channel<bool> Topic(string topic) => _topics.GetOrAdd(topic, static _ =>
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }));
}
