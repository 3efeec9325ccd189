using Marquee.Bookings;
using Marquee.Notifications;
using Marquee.Notifications.Domain;
using Marquee.Silo.Outbox;
using Marquee.Users;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Marquee.Silo.Notifications;

/// <summary>Makes the messages of an event.</summary>
internal sealed class NotificationPlanner(IGrainFactory grains, FactsReader reader, Reach reach, IOptions<NotificationOptions> options, TimeProvider clock)
{
    public async Task PlanAsync(OutboxRow row, BookingChanged booking, NpgsqlBatch batch, CancellationToken cancellation)
    {
        if (NotificationRules.KindOf(row.Type, booking.Refund?.Cause, booking.Failure) is not { } kind) return;
        var (seats, kept) = booking.Refund is { Seats.Count: > 0 } refund && kind != NotificationKind.Refunded
            ? (refund.Seats, booking.Status == BookingStatus.Confirmed ? booking.Seats : null)
            : (booking.Seats, null);
        var (facts, show) = await reader.ReadAsync(booking.Show, seats, booking.Price.Total);
        facts = facts with { Kept = kept, Back = kind == NotificationKind.BookingFailed ? booking.Price.Total : booking.Refund?.Amount, To = booking.Refund?.To };

        var id = Ids.Parse<BookingId>(booking.Id);
        await AddAsync(batch, row.Id, kind, id, booking.Customer, facts, null, cancellation);
        if (kind == NotificationKind.BookingConfirmed) await RemindAsync(batch, id, booking.Customer, facts, cancellation);
        else if (booking.Status != BookingStatus.Confirmed) DeliveryPlan.AddDropReminders(batch, id, Guid.Empty, "The booking is not confirmed any more.");
    }

    public async Task PlanAsync(OutboxRow row, ShowMovedForBooking moved, NpgsqlBatch batch, CancellationToken cancellation)
    {
        var (facts, show) = await reader.ReadAsync(moved.Show, moved.Seats, moved.Paid);
        if (show.StartsAt != moved.StartsAt)
        {
            // It answers while its write is under way, whose event may be here before it knows that it has landed. It is asked again.
            if (show.Moves < moved.Moves) throw new InvalidOperationException($"Show {moved.Show} has not heard yet that it was moved to {moved.StartsAt:O}.");
            // Moved again since: that is told too, and this would only confuse.
            return;
        }

        var id = Ids.Parse<BookingId>(moved.Booking);
        await AddAsync(batch, row.Id, NotificationKind.ShowMoved, id, moved.Customer, facts with { Before = moved.Before }, null, cancellation);
        await RemindAsync(batch, id, moved.Customer, facts, cancellation);
    }

    /// <summary>One reminder a booking and time, whatever event it comes from.</summary>
    private async Task RemindAsync(NpgsqlBatch batch, BookingId booking, string customer, MessageFacts facts, CancellationToken cancellation)
    {
        var of = Ids.Derive<NotificationId>("reminder", booking.ToString(), facts.StartsAt.ToString("O")).Value;
        DeliveryPlan.AddDropReminders(batch, booking, of, "The show was moved to another time.");
        if (NotificationRules.RemindAt(facts.StartsAt, options.Value.RemindBefore, clock.GetUtcNow()) is { } due)
            await AddAsync(batch, of, NotificationKind.Reminder, booking, customer, facts, due, cancellation);
    }

    private async Task AddAsync(
        NpgsqlBatch batch, Guid @event, NotificationKind kind, BookingId booking, string customer, MessageFacts facts, DateTimeOffset? due, CancellationToken cancellation)
    {
        if (await grains.Grain<IUserGrain>(customer).Get() is not { } user) return;
        var now = clock.GetUtcNow();
        var channel = await reach.FirstAsync(kind, user, cancellation);
        DeliveryPlan.Add(batch, new Delivery(Ids.New<NotificationId>(clock), @event, kind, booking, user.Id, channel, 0, now, due ?? now, facts));
    }
}
