namespace Marquee.Silo.Hosting.Clients;

/// <summary>Tells when the connection to a silo is lost: what was sent through it, and what that silo was working on, may never be answered.</summary>
internal sealed class GatewayLosses(TimeProvider clock)
{
    /// <summary>How long the other silos may take a lost one for alive, and pass calls on to it; they make sure in some four seconds.</summary>
    private static readonly TimeSpan OthersKnowAfter = TimeSpan.FromSeconds(6);

    private TaskCompletionSource _next = New();
    private long _last = long.MinValue;

    /// <summary>Completes with the next loss.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Time until the other silos know of the last loss as well; zero or less where they do, or nothing was lost.</summary>
    public TimeSpan UntilOthersKnow =>
        Volatile.Read(ref _last) is var last && last == long.MinValue ? TimeSpan.Zero : OthersKnowAfter - clock.GetElapsedTime(last);

    public void Note()
    {
        Volatile.Write(ref _last, clock.GetTimestamp());
        Interlocked.Exchange(ref _next, New()).SetResult();
    }

    // Hundreds of calls may wait for it: none of them runs on the thread that tells.
    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
