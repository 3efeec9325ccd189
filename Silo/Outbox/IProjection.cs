using Npgsql;

namespace Marquee.Silo.Outbox;

/// <summary>
/// Says what an event changes in a read model. The relay runs the statements in the transaction that takes the event out of the outbox.
/// An event may come again, and after newer ones of its aggregate: neither may change the outcome.
/// </summary>
internal interface IProjection
{
    /// <summary>Adds the statements for the event, or answers false where it is none of this projection's.</summary>
    bool TryProject(OutboxRow row, NpgsqlBatch batch);
}
