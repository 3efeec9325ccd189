using System.Collections.Concurrent;

namespace Marquee.LoadTest.Faults.Customers;

/// <summary>What clients saw go wrong, by its code.</summary>
internal sealed class Errors
{
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private long _slowest;
    private int _requests;

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>How long the slowest answer took that was an error.</summary>
    public TimeSpan Slowest => new(Volatile.Read(ref _slowest));

    public IReadOnlyDictionary<string, int> Counts => _counts;

    public void Note(Answer answer, TimeSpan took)
    {
        Interlocked.Increment(ref _requests);
        if (!answer.IsError) return;
        _counts.AddOrUpdate(answer.Name, 1, (_, count) => count + 1);
        for (var before = Volatile.Read(ref _slowest); took.Ticks > before;)
        {
            var seen = Interlocked.CompareExchange(ref _slowest, took.Ticks, before);
            if (seen == before) return;
            before = seen;
        }
    }

    public override string ToString() =>
        _counts.IsEmpty ? "none" : string.Join(", ", _counts.OrderByDescending(count => count.Value).Select(count => $"{count.Value} x {count.Key}"));
}
