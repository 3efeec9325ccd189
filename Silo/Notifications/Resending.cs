using Marquee.Notifications;
using Marquee.Silo.Postgres.Outbox;
using Marquee.Users;
using Npgsql;

namespace Marquee.Silo.Notifications;

/// <summary>Has a message sent once more: a copy of its own, so that what became of the first stays to be seen.</summary>
internal sealed class Resending(NpgsqlDataSource database, NotificationQueries queries, IGrainFactory grains, Reach reach, OutboxSignal signal, TimeProvider clock)
{
    public async Task<ResendResult> ResendAsync(NotificationId notification, NotificationId copy)
    {
        if (await queries.FindAsync(copy) is { } made) return new ResendResult(ResendOutcome.Accepted, made.View);
        if (await queries.FindAsync(notification) is not { } found) return new ResendResult(ResendOutcome.NotFound, null);
        var (view, facts) = found;
        if (view.Status is NotificationStatus.Waiting or NotificationStatus.Sending) return new ResendResult(ResendOutcome.UnderWay, null);
        if (await grains.Grain<IUserGrain>(view.Customer.ToString()).Get() is not { } user) return new ResendResult(ResendOutcome.CustomerGone, null);
        if (await ChannelAsync(view, user) is not { } channel) return new ResendResult(ResendOutcome.NoChannel, null);

        var now = clock.GetUtcNow();
        var again = new Delivery(copy, view.Event, view.Kind, view.Booking, view.Customer, channel, await queries.CopiesAsync(view) + 1, now, now, facts);
        await using (var batch = database.CreateBatch())
        {
            DeliveryPlan.Add(batch, again);
            await batch.ExecuteNonQueryAsync();
        }

        signal.Notify($"deliveries:{channel}");
        // Two admins at the same moment: the other's copy is under way, and one is enough.
        return await queries.FindAsync(copy) is { } saved ? new ResendResult(ResendOutcome.Accepted, saved.View) : new ResendResult(ResendOutcome.UnderWay, null);
    }

    /// <summary>A dead letter of this message was replayed. Under the replay's own id, so that a repeat of it is none.</summary>
    public async Task ReplayAsync(NotificationId notification, Guid replay)
    {
        var copies = await queries.FindAsync(notification) is { } found ? await queries.CopiesAsync(found.View) : 0;
        await ResendAsync(notification, Ids.Derive<NotificationId>("replay", replay.ToString("N"), $"{copies}"));
    }

    /// <summary>The one it went over, if that can be used still; else whichever is first now.</summary>
    private async Task<NotificationChannel?> ChannelAsync(NotificationView view, UserView user) =>
        view.Channel is { } channel && (await reach.AddressesAsync(channel, user, CancellationToken.None)).Count > 0
            ? channel
            : await reach.FirstAsync(view.Kind, user, CancellationToken.None);
}
