namespace Marquee.Storage;

/// <summary>
/// Base of state that raises events. <see cref="Raised"/> is not part of what is on disk: storage moves it to the outbox with the write.
/// </summary>
[GenerateSerializer, Alias("marquee.aggregate-state")]
public abstract record AggregateState : IRaisesEvents
{
    /// <summary>Events of the change that this value is; none once they are saved.</summary>
    // Null where it is empty: a value that was read may have been made without any constructor.
    [field: NonSerialized]
    public IReadOnlyList<OutboxEvent> Raised { get => field ?? []; init => field = value.Count == 0 ? null : value; }

    IRaisesEvents IRaisesEvents.Told() => this with { Raised = [] };
}
