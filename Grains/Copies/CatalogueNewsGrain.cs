namespace Marquee.Copies;

[GrainType("catalogue-news")]
internal sealed class CatalogueNewsGrain(TimeProvider clock) : Grain, ICatalogueNewsGrain
{
    // Not long: a silo that stops waits for the calls that it has.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // By the clock, so that it is another one than an earlier activation's.
    private long _revision = clock.GetUtcNow().UtcTicks;
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Tell()
    {
        _revision = Math.Max(_revision + 1, clock.GetUtcNow().UtcTicks);
        var before = _change;
        _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
        before.SetResult();
        return Task.CompletedTask;
    }

    public async Task<long> After(long known, CancellationToken cancellation)
    {
        if (known == _revision) await _change.Task.WaitAsync(Patience, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return _revision;
    }
}
