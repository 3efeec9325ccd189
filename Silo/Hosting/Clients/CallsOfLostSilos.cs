using Orleans.Runtime;

namespace Marquee.Silo.Hosting.Clients;

/// <summary>
/// Ends calls that nobody may ever answer. A client is not told which of its calls died with a silo and would wait for each until its
/// deadline; so what is still open a moment after the loss of any silo fails as unknown, and whoever may repeats it.
/// </summary>
internal sealed class CallsOfLostSilos(GatewayLosses losses, TimeProvider clock) : IOutgoingGrainCallFilter
{
    /// <summary>How long an answer may still come after a loss. Longer than almost every call takes.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var lost = losses.Next;
        var call = context.Invoke();
        if (!call.IsCompleted && await Task.WhenAny(call, lost) != call)
        {
            await Task.WhenAny(call, Task.Delay(Grace, clock));
            if (!call.IsCompleted)
            {
                call.Ignore();
                throw new SiloUnavailableException("A silo was lost, and what became of the call is not known.");
            }
        }

        await call;
    }
}
