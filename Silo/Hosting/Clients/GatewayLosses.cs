namespace Marquee.Silo.Hosting.Clients;

/// <summary>Tells when the connection to a silo is lost: what was sent through it, and what that silo was working on, may never be answered.</summary>
internal sealed class GatewayLosses
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes with the next loss.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Note() => Interlocked.Exchange(ref _next, New()).SetResult();

    // Hundreds of calls may wait for it: none of them runs on the thread that tells.
    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
