using Npgsql;

namespace Marquee.Silo.Outbox;

/// <summary>Every projection there is.</summary>
internal sealed class Projections(IEnumerable<IProjection> all)
{
    private readonly IProjection[] _all = [.. all];

    /// <summary>Adds what the events change.</summary>
    /// <exception cref="NotSupportedException">
    /// Nobody knows one of the events. It is not passed over: it may be one of a newer release, and would be lost.
    /// </exception>
    public void Project(IReadOnlyList<OutboxRow> rows, NpgsqlBatch batch)
    {
        if (rows.FirstOrDefault(row => !_all.Any(projection => projection.Knows(row))) is { } stranger)
            throw new NotSupportedException($"No projection knows events of type {stranger.Type} on topic {stranger.Topic}.");
        foreach (var projection in _all)
        {
            var own = rows.Where(projection.Knows).ToList();
            if (own.Count > 0) projection.Project(own, batch);
        }
    }
}
