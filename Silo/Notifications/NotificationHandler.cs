using Marquee.Bookings;
using Marquee.Notifications;
using Marquee.Notifications.Domain;
using Marquee.Shows;
using Marquee.Silo.Inbox;
using Marquee.Silo.Outbox;
using Marquee.Storage;
using Marquee.Users;
using Npgsql;

namespace Marquee.Silo.Notifications;

/// <summary>
/// Decides who is told of an event, over which channel and when, and saves that in the transaction of the inbox. It sends nothing, so a
/// provider that is down holds up no event.
/// </summary>
internal sealed class NotificationHandler(Senders senders, NotificationPlanner planner, MovedShows moved, Resending resending) : IEventHandler
{
    public const string Group = "notifications";

    // Of deleted accounts it is always told: rows may be left of a time when there was a channel.
    public bool Wants(OutboxRow row) => row.Type == AccountDeleted.Type || senders.Any && (row.Type == ShowRescheduled.Type || IsTold(row));

    public async Task HandleAsync(OutboxRow row, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        switch (row.Type)
        {
            case AccountDeleted.Type:
                Forgetting.Add(batch, row.Aggregate);
                break;
            case ShowRescheduled.Type:
                await moved.SpreadAsync(row, batch);
                break;
            case ShowMovedForBooking.Type:
                await planner.PlanAsync(row, row.Read<ShowMovedForBooking>(), batch, cancellation);
                break;
            case Undelivered.Type:
                await resending.ReplayAsync(Ids.Parse<NotificationId>(row.Read<Undelivered>().Notification), row.Id);
                break;
            default:
                await planner.PlanAsync(row, row.Read<BookingChanged>(), batch, cancellation);
                break;
        }

        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static bool IsTold(OutboxRow row) =>
        row.Topic == Topics.Bookings && NotificationRules.KindOf(row.Type, null, BookingFailure.SeatsGone) is not null;
}
