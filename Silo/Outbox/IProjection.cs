using Npgsql;

namespace Marquee.Silo.Outbox;

/// <summary>
/// Says what events change in a read model. The relay runs the statements in the transaction that takes the events out of the outbox.
/// An event may come again, and after newer ones of its aggregate: neither may change the outcome.
/// </summary>
internal interface IProjection
{
    /// <summary>True where events like this one are this projection's.</summary>
    bool Knows(OutboxRow row);

    /// <summary>Adds the statements for these events, all known to it and in their order. The fewer statements the better: they may be hundreds.</summary>
    void Project(IReadOnlyList<OutboxRow> rows, NpgsqlBatch batch);
}
