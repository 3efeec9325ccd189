using System.Text.Json;
using Marquee.Bookings;
using Marquee.Notifications;
using Marquee.Shows;
using Marquee.Silo.Inbox;
using Marquee.Silo.Outbox;
using Marquee.Storage;
using Npgsql;

namespace Marquee.Silo.Notifications;

/// <summary>
/// Makes of a show that was moved an event for each of its bookings, in the inbox of this group: thousands of them would be too much for
/// one handler in its time, and one that fails must not have all the others told again.
/// </summary>
internal sealed class MovedShows(IGrainFactory grains, TimeProvider clock)
{
    private const int AtOnce = 100;

    public async Task SpreadAsync(OutboxRow row, NpgsqlBatch batch)
    {
        var moved = row.Read<ShowRescheduled>();
        var show = Ids.Parse<ShowId>(moved.Show.Id);
        string? after = null;
        do
        {
            var page = await grains.GetGrain<IBookingQueries>(0).Of(show, null, BookingStatus.Confirmed, AtOnce, after);
            InboxTable.Add(batch, NotificationHandler.Group, [.. page.Items.Select(booking => EventOf(row, moved, booking))], clock.GetUtcNow());
            after = page.Next;
        }
        while (after is not null);
    }

    private static OutboxRow EventOf(OutboxRow row, ShowRescheduled moved, BookingSummary booking)
    {
        var payload = new ShowMovedForBooking(
            booking.Id.ToString(), booking.Customer.ToString(), moved.Show.StartsAt, moved.Before, moved.Show.Id, booking.Seats, booking.Price.Total, moved.Moves);
        return new OutboxRow(
            0, Ids.Derive<NotificationId>("show-moved", row.Id.ToString("N"), payload.Booking).Value, Topics.Bookings, ShowMovedForBooking.Type, payload.Booking,
            row.OccurredAt, JsonSerializer.SerializeToUtf8Bytes(payload, Events.Json));
    }
}
