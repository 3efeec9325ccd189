namespace Marquee.Silo.Outbox;

/// <summary>
/// Events of one topic that failed and will be tried again. Kept in memory alone: another relay begins to count anew, which costs a few
/// tries and loses nothing.
/// </summary>
internal sealed class FailedTries(OutboxOptions options, TimeProvider clock)
{
    private readonly Dictionary<Guid, Failed> _events = [];

    /// <summary>Aggregates whose oldest event is to be left alone for now. What came after it waits too, so that order is kept.</summary>
    public string[] Resting(DateTimeOffset now) => [.. _events.Values.Where(failed => failed.Until > now).Select(failed => failed.Aggregate).Distinct()];

    /// <summary>Notes a failure and answers how many there were.</summary>
    public int Add(OutboxRow row)
    {
        var tries = _events.TryGetValue(row.Id, out var before) ? before.Tries + 1 : 1;
        _events[row.Id] = new Failed(row.Aggregate, tries, clock.GetUtcNow() + options.FirstRetry * Math.Pow(2, tries - 1));
        return tries;
    }

    public void Forget(IEnumerable<Guid> events)
    {
        foreach (var id in events) _events.Remove(id);
    }

    private readonly record struct Failed(string Aggregate, int Tries, DateTimeOffset Until);
}
