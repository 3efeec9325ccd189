using Npgsql;

namespace Marquee.Silo.Outbox;

/// <summary>Every projection there is.</summary>
internal sealed class Projections(IEnumerable<IProjection> all)
{
    private readonly IProjection[] _all = [.. all];

    /// <summary>Adds what the event changes.</summary>
    /// <exception cref="NotSupportedException">
    /// Nobody knows the event. It is not passed over: it may be one of a newer release, and would be lost.
    /// </exception>
    public void Project(OutboxRow row, NpgsqlBatch batch)
    {
        var known = false;
        foreach (var projection in _all) known |= projection.TryProject(row, batch);
        if (!known) throw new NotSupportedException($"No projection knows events of type {row.Type} on topic {row.Topic}.");
    }
}
