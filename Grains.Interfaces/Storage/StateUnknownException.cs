using Orleans.Runtime;

namespace Marquee.Storage;

/// <summary>
/// A save failed, so the grain no longer knows what is on disk: the change may be there or not. A repeat under the same id meets a fresh
/// activation, which reads it.
/// </summary>
[GenerateSerializer, Alias("marquee.state-unknown")]
public class StateUnknownException : Exception
{
    public StateUnknownException() { }

    public StateUnknownException(string message) : base(message) { }

    public StateUnknownException(string message, Exception inner) : base(message, inner) { }

    public StateUnknownException(GrainId grain, Exception cause)
        : base($"The state of {grain} is unknown after a failed save: {cause.Message}") { }
}
