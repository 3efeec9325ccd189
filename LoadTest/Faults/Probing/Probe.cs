using Marquee.LoadTest.Faults.Customers;
using Marquee.LoadTest.Faults.Stories;

namespace Marquee.LoadTest.Faults.Probing;

/// <summary>
/// Asks for a seat of each of some shows, again and again and without waiting for what was asked before, so that the first success tells
/// when the show can be used again.
/// </summary>
internal sealed class Probe(IReadOnlyList<Account> accounts, Diary diary, IReadOnlyList<string> shows) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _asked = [];
    private readonly Dictionary<string, TimeSpan> _recovered = [];
    private readonly List<Call> _firsts = [];
    private readonly List<TimeSpan> _times = [];
    private readonly Lock _lock = new();
    private Task _asking = Task.CompletedTask;
    private TimeSpan _began;

    /// <summary>Begins; only what is asked from now on counts.</summary>
    public void Start()
    {
        _began = diary.Now;
        _asking = AskAsync();
    }

    /// <summary>How long after the start the last of the shows first answered; null where one never did.</summary>
    public async Task<TimeSpan?> RecoveredAsync(TimeSpan patience)
    {
        var began = diary.Now;
        while (diary.Now - began < patience)
        {
            lock (_lock)
                if (_recovered.Count == shows.Count) return _recovered.Values.Max() - _began;
            await Task.Delay(50);
        }

        return null;
    }

    /// <summary>The first try of everything that was asked and answered so far.</summary>
    public IReadOnlyList<Call> Firsts
    {
        get
        {
            lock (_lock) return [.. _firsts];
        }
    }

    /// <summary>How much was asked before then.</summary>
    public int AskedUntil(TimeSpan time)
    {
        lock (_lock) return _times.Count(asked => asked < time);
    }

    /// <summary>Those that have not answered.</summary>
    public IReadOnlyList<string> Silent
    {
        get
        {
            lock (_lock) return [.. shows.Where(show => !_recovered.ContainsKey(show))];
        }
    }

    /// <summary>Asks no more, gives back every seat, and returns when it knows that.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _asking;
        await Task.WhenAll(_asked);
        _stop.Dispose();
    }

    private async Task AskAsync()
    {
        for (var turn = 0; !_stop.IsCancellationRequested; turn++)
        {
            foreach (var show in shows) _asked.Add(HoldAsync(accounts[turn % accounts.Count], show));
            await Task.Delay(Pause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task HoldAsync(Account account, string show)
    {
        var key = $"probe-{Guid.NewGuid():N}";
        lock (_lock) _times.Add(diary.Now);
        var asking = new Asking(account, diary, new Errors());
        var story = diary.Begin(show, account.Id, key);
        var body = new { showId = show, bestAvailable = new { quantity = 1 } };
        var first = await asking.OnceAsync(story, Step.Hold, key, body);
        lock (_lock) _firsts.Add(first);
        // That somebody has more seats than he may is as good an answer as a seat: it is the show that says so.
        if (first.Outcome != Outcome.Unknown)
            lock (_lock) _recovered.TryAdd(show, first.Answered);
        var definite = first.Outcome == Outcome.Unknown ? await asking.UntilDefiniteAsync(story, Step.Hold, key, body) : first;
        if (definite is { Outcome: Outcome.Done }) await asking.UntilDefiniteAsync(story, Step.GiveUp, key, null);
    }
}
