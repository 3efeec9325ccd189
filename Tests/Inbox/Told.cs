using System.Collections.Concurrent;
using Marquee.Silo.Inbox;
using Marquee.Silo.Outbox;
using Npgsql;

namespace Marquee.Tests.Inbox;

/// <summary>A handler that writes down what it was told, and does besides what a test wants.</summary>
internal sealed class Told(Func<OutboxRow, NpgsqlTransaction, CancellationToken, Task> act) : IEventHandler
{
    public const string Group = "told";

    private int _inHand;
    private int _most;

    public Told() : this((_, _, _) => Task.CompletedTask)
    {
    }

    /// <summary>Every call, also those that failed.</summary>
    public ConcurrentQueue<OutboxRow> Calls { get; } = new();

    /// <summary>What was handled, in this order.</summary>
    public ConcurrentQueue<OutboxRow> Handled { get; } = new();

    /// <summary>How many events it had in hand at once.</summary>
    public int MostAtOnce => _most;

    public int InHand => _inHand;

    public bool Wants(OutboxRow row) => row.Topic == "bookings" && row.Type.StartsWith("booking", StringComparison.Ordinal);

    public async Task HandleAsync(OutboxRow row, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        Calls.Enqueue(row);
        var inHand = Interlocked.Increment(ref _inHand);
        InterlockedMax(inHand);
        try
        {
            await act(row, transaction, cancellation);
            Handled.Enqueue(row);
        }
        finally
        {
            Interlocked.Decrement(ref _inHand);
        }
    }

    private void InterlockedMax(int value)
    {
        for (var seen = _most; seen < value; seen = _most)
            if (Interlocked.CompareExchange(ref _most, value, seen) == seen) return;
    }
}
