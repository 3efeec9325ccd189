namespace Marquee.Storage;

/// <summary>
/// Lets the interleaving calls of one grain share writes. Each call changes memory at once and then waits here: the write that begins next
/// holds everything changed until then, and while one is in flight all later changes gather for the one after it. A failed write fails
/// all who waited for it or for a later one, and everybody who comes after: what they would build on, or call settled, may not be there.
/// Runs on the grain's scheduler alone, so it needs no locks.
/// </summary>
/// <param name="failed">Called once a write has failed, for nothing is written from then on: whoever owns this starts over.</param>
public sealed class GroupCommit(Func<Task> save, Action failed)
{
    private TaskCompletionSource? _next;
    private Task? _inFlight;
    private Task? _failed;

    /// <summary>Completes once a write is durable that began after this call.</summary>
    public Task Commit()
    {
        if (_failed is not null) return _failed;
        var next = _next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_inFlight is null) _ = RunAsync();
        return next.Task;
    }

    /// <summary>Completes once everything changed until now is durable, without asking for another write.</summary>
    public Task Settled() => _failed ?? _next?.Task ?? _inFlight ?? Task.CompletedTask;

    private async Task RunAsync()
    {
        while (_next is { } waiting)
        {
            _next = null;
            _inFlight = waiting.Task;
            try
            {
                await save();
                waiting.SetResult();
            }
            catch (Exception failure)
            {
                _failed = waiting.Task;
                Fail(waiting, failure);
                if (_next is { } later) Fail(later, failure);
                _next = null;
                failed();
            }
        }

        _inFlight = null;
    }

    private static void Fail(TaskCompletionSource waiting, Exception failure)
    {
        waiting.SetException(failure);
        // Nobody may be waiting, as when only a lazy acknowledgement was to be written.
        _ = waiting.Task.Exception;
    }
}
