using Marquee.Shows;

namespace Marquee.Api.Shows.Live;

/// <summary>
/// The seats of one show in this process: loaded from the show, then changed by what it tells, change after change. A change that does not
/// follow on what is known makes the map stale, and a stale one is loaded again before anybody is shown it.
/// </summary>
internal sealed class LiveShow(ShowId id, Func<ShowId, bool, Task<WatchedSeats?>> load)
{
    private readonly Lock _gate = new();
    private readonly SeatNews _news = new();
    private readonly List<SeatChange> _early = [];
    private TaskCompletionSource _changed = NewSignal();
    private Task<LiveSeatMap?>? _loading;
    private LiveSeatMap? _map;
    private DateTimeOffset _confirmedAt;
    private bool _missed;
    private long _doubts;
    private long _cleared;

    public ShowId Id => id;

    /// <summary>Streams that are open. For <see cref="LiveSeats"/> alone.</summary>
    public int Streams;

    public DateTimeOffset UsedAt { get; private set; }

    /// <summary>The map, if it can be shown as it is.</summary>
    /// <param name="trust">How long after it was last confirmed.</param>
    public LiveSeatMap? Current(DateTimeOffset now, TimeSpan trust)
    {
        lock (_gate)
        {
            UsedAt = now;
            return _map is { } map && !_missed && _doubts == _cleared && now - _confirmedAt < trust && !(map.View.FreesAt <= now) ? map : null;
        }
    }

    /// <summary>Somebody knows better: the map must be loaded before it is shown again.</summary>
    public void Doubt()
    {
        lock (_gate) _doubts++;
    }

    /// <summary>Asks the show, together with whoever asks meanwhile. Null where there is no such show.</summary>
    public async Task<LiveSeatMap?> LoadAsync(TimeProvider clock)
    {
        while (true)
        {
            Task<LiveSeatMap?> loading;
            long doubts;
            lock (_gate)
            {
                doubts = _doubts;
                loading = _loading ??= LoadOnceAsync(clock);
            }

            var map = await loading;
            // A load that had begun before the doubt does not clear it, nor does one that a change has overtaken.
            lock (_gate)
                if (map is null || (_cleared >= doubts && !_missed)) return _map;
        }
    }

    /// <summary>Answers false where something was missed before it, so that the map must be loaded anew.</summary>
    public bool Apply(SeatChange change)
    {
        lock (_gate)
        {
            if (_loading is not null) _early.Add(change);
            else Follow(change);
            return !_missed;
        }
    }

    /// <summary>
    /// What a stream that has shown a version sends next: the changes since, or the whole map where these are not known. Nothing, and then a
    /// task that ends with the next change, where it is up to date.
    /// </summary>
    public (IReadOnlyList<ReadOnlyMemory<byte>> Events, long Version, Task Next) After(long? version)
    {
        lock (_gate)
        {
            if (_map is not { } map || map.View.Version == version) return ([], version ?? 0, _changed.Task);
            return (version is { } shown && _news.After(shown) is { } news ? news : [map.Snapshot], map.View.Version, _changed.Task);
        }
    }

    /// <summary>Lets every stream look up, so that it can say that it is still there.</summary>
    public void Beat()
    {
        lock (_gate) Signal();
    }

    private async Task<LiveSeatMap?> LoadOnceAsync(TimeProvider clock)
    {
        // Never under the lock of whoever asks.
        await Task.Yield();
        long doubts;
        SeatMapView? known;
        lock (_gate) (doubts, known) = (_doubts, _map?.View);
        try
        {
            var watched = await load(id, known is not null);
            lock (_gate) return Loaded(watched, known, doubts, clock.GetUtcNow());
        }
        finally
        {
            lock (_gate) Settle();
        }
    }

    private LiveSeatMap? Loaded(WatchedSeats? watched, SeatMapView? known, long doubts, DateTimeOffset now)
    {
        if (watched is null) return _map = null;
        Become(new SeatMapView(id, watched.Version, watched.Plan ?? known!.Plan, watched.Status, watched.FreesAt));
        (_confirmedAt, _cleared, _missed) = (now, doubts, false);
        return _map;
    }

    private void Settle()
    {
        _loading = null;
        foreach (var change in _early) Follow(change);
        _early.Clear();
    }

    private void Follow(SeatChange change)
    {
        if (_map is not { View: var view } || change.Version <= view.Version) return;
        _missed |= change.After != view.Version;
        if (_missed) return;

        var status = view.Status.ToBuilder();
        for (var i = 0; i < change.Seats.Length; i++) status[change.Seats[i]] = change.Status[i];
        Become(view with { Version = change.Version, Status = status.MoveToImmutable(), FreesAt = change.FreesAt });
    }

    private void Become(SeatMapView next)
    {
        var before = _map?.View;
        if (before?.Version == next.Version)
        {
            // The same map; only what the clock will do to it may be known better.
            if (before.FreesAt != next.FreesAt) _map = _map!.With(next);
            return;
        }

        if (before is not null) _news.Add(before, next);
        _map = new LiveSeatMap(next);
        Signal();
    }

    private void Signal()
    {
        var waiting = _changed;
        _changed = NewSignal();
        waiting.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
