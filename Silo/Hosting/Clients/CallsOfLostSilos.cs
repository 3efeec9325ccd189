using Orleans.Runtime;

namespace Marquee.Silo.Hosting.Clients;

/// <summary>
/// Ends calls that nobody may ever answer. A client is not told which of its calls died with a silo and would wait for each until its
/// deadline; so what is still open a moment after the loss of any silo fails as unknown, and whoever may repeats it. A call that is made while
/// other silos may still pass it on to the lost one fails a moment after they know better.
/// </summary>
internal sealed class CallsOfLostSilos(GatewayLosses losses, TimeProvider clock) : IOutgoingGrainCallFilter
{
    /// <summary>How long an answer may still come after a loss, and after all know of it. Longer than almost every call takes.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var lost = losses.Next;
        var call = context.Invoke();
        if (!call.IsCompleted && await IsLostAsync(call, lost))
        {
            call.Ignore();
            throw new SiloUnavailableException("A silo was lost, and what became of the call is not known.");
        }

        await call;
    }

    private async Task<bool> IsLostAsync(Task call, Task lost)
    {
        var othersKnow = losses.OthersKnow;
        await (othersKnow.IsCompleted ? Task.WhenAny(call, lost) : Task.WhenAny(call, lost, othersKnow));
        if (!call.IsCompleted) await Task.WhenAny(call, Task.Delay(Grace, clock));
        return !call.IsCompleted;
    }
}
