using Orleans.Runtime;

namespace Marquee.Storage;

/// <summary>
/// An earlier save of this activation failed, so it no longer knows its own state. The call had no effect; a repeat meets a fresh activation.
/// </summary>
[GenerateSerializer, Alias("marquee.state-unknown")]
public sealed class StateUnknownException : Exception
{
    public StateUnknownException() { }

    public StateUnknownException(string message) : base(message) { }

    public StateUnknownException(string message, Exception inner) : base(message, inner) { }

    public StateUnknownException(GrainId grain, Exception cause)
        : base($"The state of {grain} is unknown after a failed save: {cause.Message}") { }
}
