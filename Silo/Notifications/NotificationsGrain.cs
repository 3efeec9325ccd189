using System.Collections.Immutable;
using Marquee.Notifications;
using Marquee.Silo.Postgres;
using Orleans.Concurrency;

namespace Marquee.Silo.Notifications;

[GrainType("notifications"), StatelessWorker, Reentrant]
internal sealed class NotificationsGrain(NotificationQueries queries, Resending resending) : Grain, INotifications
{
    public async Task<NotificationPage> Page(BookingId? booking, int limit, string? after)
    {
        NotificationId last = default;
        if (!Keyset.TryReadTime(after, out var before, out var id) || (id is not null && !Ids.TryParse(id, out last))) return new NotificationPage([], null);
        var most = Keyset.Limit(limit);
        var found = (await queries.NewestAsync(booking, before, id is null ? null : last, most + 1)).ConvertAll(row => row.View);
        return found.Count <= most
            ? new NotificationPage([.. found], null)
            : new NotificationPage([.. found[..most]], Keyset.OfTime(found[most - 1].Id.ToString(), found[most - 1].CreatedAt).ToString());
    }

    public async Task<ImmutableArray<NotificationView>> AllOf(UserId customer) => [.. (await queries.AllOfAsync(customer)).Select(row => row.View)];

    public Task<ResendResult> Resend(NotificationId notification, NotificationId copy) => resending.ResendAsync(notification, copy);
}
