namespace Marquee.Storage;

/// <summary>
/// Base of state that raises events. <see cref="Raised"/> is not part of what is on disk: storage moves it to the outbox with the write.
/// </summary>
public abstract record AggregateState
{
    /// <summary>Events of the change that this value is; none once they are saved.</summary>
    public IReadOnlyList<OutboxEvent> Raised { get; init; } = [];
}
