namespace Marquee.Storage;

/// <summary>State whose changes others hear of: storage moves what it has raised to the outbox, with the write.</summary>
public interface IRaisesEvents
{
    /// <summary>Events of the change that this value is.</summary>
    IReadOnlyList<OutboxEvent> Raised { get; }

    /// <summary>The same value once they are saved.</summary>
    IRaisesEvents Told();
}
