using Marquee.Silo.Outbox;
using Npgsql;

namespace Marquee.Silo.Inbox;

/// <summary>
/// What a group does about events beyond the read models: send a message, call somebody. Each event comes at least once under the same id,
/// those of one aggregate one after the other and in their order. Registered by <see cref="InboxRegistration.AddEventHandler"/>.
/// </summary>
internal interface IEventHandler
{
    /// <summary>True where events like this one concern the group. Others never enter its inbox.</summary>
    bool Wants(OutboxRow row);

    /// <summary>
    /// Acts on the event. An exception is a failure: it is tried again later, what comes after it in its aggregate waits, and after the last
    /// try it is a dead letter.
    /// </summary>
    /// <param name="transaction">What is changed in it happens once. Anything else may happen again, so it must be known by the event's id.</param>
    /// <param name="cancellation">Ends with <see cref="InboxOptions.HandlerTimeout"/>, or with the silo.</param>
    Task HandleAsync(OutboxRow row, NpgsqlTransaction transaction, CancellationToken cancellation);
}
