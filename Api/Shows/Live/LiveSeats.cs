using System.Collections.Concurrent;
using Marquee.Shows;
using Microsoft.Extensions.Options;

namespace Marquee.Api.Shows.Live;

/// <summary>
/// The seat maps that this process keeps up to date, one for each show that somebody looks at. Shows tell it of every change, so a reader
/// costs no call. What is shown is never decided upon: a seat is held, or not, by its show.
/// </summary>
internal sealed class LiveSeats : ISeatWatcher
{
    private readonly ConcurrentDictionary<ShowId, LiveShow> _shows = new();
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _clock;
    private readonly LiveSeatsOptions _options;
    private readonly LiveSeatsMetrics _metrics;
    private readonly Lazy<ISeatWatcher> _self;
    private int _streams;

    public LiveSeats(IGrainFactory grains, TimeProvider clock, IOptions<LiveSeatsOptions> options, LiveSeatsMetrics metrics)
    {
        (_grains, _clock, _options, _metrics) = (grains, clock, options.Value, metrics);
        // Not before the client is connected.
        _self = new Lazy<ISeatWatcher>(() => grains.CreateObjectReference<ISeatWatcher>(this));
        metrics.Observe(() => _shows.Count, () => _streams);
    }

    /// <summary>The seats of a show as they are, or null where there is no such show.</summary>
    public ValueTask<LiveSeatMap?> FindAsync(ShowId id)
    {
        if (!_shows.TryGetValue(id, out var show) || show.Current(_clock.GetUtcNow(), 2 * _options.ConfirmEvery) is not { } map) return new(LoadAsync(id));
        _metrics.Read(fromMemory: true);
        return new(map);
    }

    /// <summary>This process has seen seats of the show change hands: whoever looks next must see it too.</summary>
    public void Doubt(ShowId id)
    {
        if (_shows.TryGetValue(id, out var show)) show.Doubt();
    }

    /// <summary>Opens a stream; it must be closed again. Null where there are too many.</summary>
    public async Task<(bool Full, LiveShow? Show)> OpenAsync(ShowId id)
    {
        if (Interlocked.Increment(ref _streams) > _options.MostStreams)
        {
            Interlocked.Decrement(ref _streams);
            return (true, null);
        }

        var show = _shows.GetOrAdd(id, Watched);
        Interlocked.Increment(ref show.Streams);
        try
        {
            if (await show.LoadAsync(_clock) is not null) return (false, show);
        }
        catch
        {
            Close(show);
            throw;
        }

        Close(show);
        _shows.TryRemove(KeyValuePair.Create(id, show));
        return (false, null);
    }

    public void Close(LiveShow show)
    {
        Interlocked.Decrement(ref show.Streams);
        Interlocked.Decrement(ref _streams);
    }

    /// <summary>Asks every show that is looked at whether it still knows us, and gives up the others.</summary>
    public Task ConfirmAsync(CancellationToken cancellation) =>
        Parallel.ForEachAsync(_shows.Values, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation }, (show, _) => ConfirmAsync(show));

    public async Task Changed(SeatChange change)
    {
        // Who streams does not ask, so it is asked for them.
        if (_shows.TryGetValue(change.Show, out var show) && !show.Apply(change) && show.Streams > 0) await ConfirmAsync(show);
    }

    public async Task Forgotten(ShowId show)
    {
        if (!_shows.TryGetValue(show, out var known)) return;
        known.Doubt();
        if (known.Streams > 0) await ConfirmAsync(known);
    }

    private async Task<LiveSeatMap?> LoadAsync(ShowId id)
    {
        _metrics.Read(fromMemory: false);
        if (!_shows.ContainsKey(id) && _shows.Count >= _options.MostShows) return await _grains.Grain<IShowGrain>(id.ToString()).Seats() is { } seats ? new LiveSeatMap(seats) : null;
        var show = _shows.GetOrAdd(id, Watched);
        var map = await show.LoadAsync(_clock);
        if (map is null) _shows.TryRemove(KeyValuePair.Create(id, show));
        return map;
    }

    private LiveShow Watched(ShowId id) => new(id, (show, planKnown) => _grains.Grain<IShowGrain>(show.ToString()).WatchSeats(_self.Value, planKnown));

    private async ValueTask ConfirmAsync(LiveShow show)
    {
        try
        {
            if (show.Streams == 0 && _clock.GetUtcNow() - show.UsedAt > _options.KeepFor)
            {
                _shows.TryRemove(KeyValuePair.Create(show.Id, show));
                await _grains.Grain<IShowGrain>(show.Id.ToString()).UnwatchSeats(_self.Value);
                return;
            }

            await show.LoadAsync(_clock);
        }
        catch (Exception failure)
        {
            // Its silo may be gone; until it answers again nobody is shown what it said last.
            show.Doubt();
            _metrics.NotConfirmed(failure);
        }

        show.Beat();
    }
}
