namespace Marquee.Api.Http;

/// <summary>
/// Who may come in, who waits and who is sent away. A crowd that comes at once waits for its turn, first come first served. When more keep
/// coming than are served, waiting helps nobody: then only so many wait that no place lies idle, and those who are let in are answered soon.
/// Who goes on with what was begun has a quarter more room and its turn before those who begin: work that was done is not thrown away.
/// </summary>
/// <remarks>
/// To judge by how long there has been a queue, and not by its length, is CoDel's idea as used for servers: Ben Maurer, Fail at Scale, ACM
/// Queue 13(8), 2015.
/// </remarks>
/// <param name="room">Places.</param>
/// <param name="waiting">How many wait at most, of each kind.</param>
/// <param name="longest">How long one waits at most.</param>
internal sealed class Admission(int room, int waiting, TimeSpan longest, TimeProvider clock)
{
    /// <summary>
    /// A crowd that came at once has been let in after so long. Where all places are taken again and again for longer, without a pause of as
    /// long, it keeps coming.
    /// </summary>
    public static readonly TimeSpan Crowd = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource> _goOn = new();
    private readonly LinkedList<TaskCompletionSource> _begin = new();
    private int _inside;
    private long _fullSince;
    private long? _lastFull;

    private int RoomToGoOn => room + ((room + 3) / 4);

    private int Few => Math.Min(waiting, Math.Max(1, room / 4));

    /// <summary>True with a place, which is given back by <see cref="Leave"/>; false where there is none.</summary>
    /// <exception cref="OperationCanceledException">Whoever waited has gone, and has no place.</exception>
    public ValueTask<bool> EnterAsync(bool goesOn, CancellationToken gone)
    {
        LinkedListNode<TaskCompletionSource> turn;
        lock (_gate)
        {
            var queue = goesOn ? _goOn : _begin;
            if (queue.Count == 0 && _inside < (goesOn ? RoomToGoOn : room))
            {
                _inside++;
                return ValueTask.FromResult(true);
            }

            if (queue.Count >= (!goesOn && CrowdKeepsComing() ? Few : waiting)) return ValueTask.FromResult(false);
            turn = queue.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        return WaitAsync(turn, gone);
    }

    public void Leave()
    {
        LinkedListNode<TaskCompletionSource>? next = null;
        lock (_gate)
        {
            _inside--;
            if (_inside < RoomToGoOn) next = _goOn.First;
            if (next is null && _inside < room) next = _begin.First;
            if (next is null) return;
            next.List!.Remove(next);
            _inside++;
        }

        next.Value.SetResult();
    }

    /// <summary>Noting that somebody finds no place now.</summary>
    private bool CrowdKeepsComing()
    {
        var now = clock.GetTimestamp();
        if (_lastFull is not { } last || clock.GetElapsedTime(last, now) > Crowd) _fullSince = now;
        _lastFull = now;
        return clock.GetElapsedTime(_fullSince, now) > Crowd;
    }

    private async ValueTask<bool> WaitAsync(LinkedListNode<TaskCompletionSource> turn, CancellationToken gone)
    {
        try
        {
            await turn.Value.Task.WaitAsync(longest, clock, gone);
            return true;
        }
        catch (Exception over) when (over is TimeoutException or OperationCanceledException)
        {
            if (GivesUp(turn))
            {
                gone.ThrowIfCancellationRequested();
                return false;
            }

            // Its turn came in this very moment.
            if (!gone.IsCancellationRequested) return true;
            Leave();
            throw new OperationCanceledException(gone);
        }
    }

    private bool GivesUp(LinkedListNode<TaskCompletionSource> turn)
    {
        lock (_gate)
        {
            if (turn.List is not { } queue) return false;
            queue.Remove(turn);
            return true;
        }
    }
}
