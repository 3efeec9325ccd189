using Npgsql;

namespace Marquee.Silo.Outbox;

/// <summary>Where a relay takes the events of its topic.</summary>
internal interface IDelivery
{
    /// <summary>Takes the oldest out of the outbox. True where there may be more to take at once.</summary>
    /// <param name="connection">The session that has the topic: work that is done in it is nobody else's.</param>
    /// <exception cref="NpgsqlException">Nothing was taken, or all of it was and the answer got lost; the next look shows which.</exception>
    Task<bool> DeliverAsync(string topic, NpgsqlConnection connection, CancellationToken cancellation);
}
