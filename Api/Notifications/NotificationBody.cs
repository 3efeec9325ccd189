using Marquee.Notifications;

namespace Marquee.Api.Notifications;

/// <param name="EventId">Of what happened.</param>
/// <param name="Channel">Left out where the customer wants none that can be used.</param>
/// <param name="Copy">0; from 1 where it was sent again by hand.</param>
/// <param name="DueAt">When it is sent, or tried again.</param>
/// <param name="Reason">Why it was not sent, or not yet.</param>
internal sealed record NotificationBody(
    string Id, Guid EventId, NotificationKind Kind, string BookingId, string UserId, NotificationChannel? Channel, int Copy, NotificationStatus Status,
    DateTimeOffset CreatedAt, DateTimeOffset DueAt, DateTimeOffset? SentAt, string? Address, string? ProviderId, string? Reason, IReadOnlyList<NotificationAttemptBody> Attempts)
{
    public static NotificationBody Of(NotificationView message) => new(
        message.Id.ToString(), message.Event, message.Kind, message.Booking.ToString(), message.Customer.ToString(), message.Channel, message.Copy, message.Status,
        message.CreatedAt, message.DueAt, message.SentAt, message.Address, message.ProviderId, message.Reason,
        [.. message.Attempts.Select(attempt => new NotificationAttemptBody(attempt.Number, attempt.BeganAt, attempt.EndedAt, attempt.Outcome, attempt.Detail))]);
}

/// <param name="Outcome">sending, sent, refused, failed, unknown, interrupted or dropped.</param>
internal sealed record NotificationAttemptBody(int Number, DateTimeOffset BeganAt, DateTimeOffset? EndedAt, string Outcome, string? Detail);
