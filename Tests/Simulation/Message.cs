using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Marquee.Tests.Simulation;

/// <summary>A request on its way to a grain.</summary>
/// <param name="Name">For the course of events.</param>
/// <param name="Request">Null for what the runtime itself asks: reminders and timers.</param>
/// <param name="Run">Does it on the grain, in the grain's turn.</param>
/// <param name="Answer">Told once: the result, or why there is none.</param>
internal sealed record Message(GrainId To, string Name, IInvokable? Request, Func<object, Task<object?>> Run, Action<object?, Exception?> Answer)
{
    /// <summary>The caller's context: what it says of itself goes along, as in the runtime.</summary>
    public ExecutionContext? Context { get; } = ExecutionContext.Capture();

    public bool AlwaysInterleaves { get; init; }
}
