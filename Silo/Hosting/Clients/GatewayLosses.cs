namespace Marquee.Silo.Hosting.Clients;

/// <summary>Tells when the connection to a silo is lost: what was sent through it, and what that silo was working on, may never be answered.</summary>
internal sealed class GatewayLosses(TimeProvider clock)
{
    /// <summary>How long the other silos may take a lost one for alive, and pass calls on to it; they make sure in some four seconds.</summary>
    private static readonly TimeSpan OthersKnowAfter = TimeSpan.FromSeconds(5);

    private TaskCompletionSource _next = New();
    private Task _othersKnow = Task.CompletedTask;

    /// <summary>Completes with the next loss.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Completed while the other silos know of the last loss as well, or nothing was lost.</summary>
    public Task OthersKnow => Volatile.Read(ref _othersKnow);

    public void Note()
    {
        Volatile.Write(ref _othersKnow, Task.Delay(OthersKnowAfter, clock));
        Interlocked.Exchange(ref _next, New()).SetResult();
    }

    // Hundreds of calls may wait for it: none of them runs on the thread that tells.
    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
