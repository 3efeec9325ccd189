using System.Collections.Immutable;

namespace Marquee.Notifications;

/// <summary>A message about one booking to its customer, over one channel.</summary>
/// <param name="Event">Of what happened: a repeat of it makes no second message.</param>
/// <param name="Channel">Null where no channel can be used.</param>
/// <param name="Copy">0; from 1 where an admin had it sent again.</param>
/// <param name="DueAt">When it is sent, or tried again; while it is being sent, until when it is waited for.</param>
/// <param name="Address">Where it went. Null before, and once the account is deleted.</param>
/// <param name="ProviderId">What the provider calls it.</param>
/// <param name="Reason">Why it was not sent, or not yet.</param>
[GenerateSerializer, Immutable, Alias("marquee.notification-view")]
public sealed record NotificationView(
    [property: Id(0)] NotificationId Id,
    [property: Id(1)] Guid Event,
    [property: Id(2)] NotificationKind Kind,
    [property: Id(3)] BookingId Booking,
    [property: Id(4)] UserId Customer,
    [property: Id(5)] NotificationChannel? Channel,
    [property: Id(6)] int Copy,
    [property: Id(7)] NotificationStatus Status,
    [property: Id(8)] DateTimeOffset CreatedAt,
    [property: Id(9)] DateTimeOffset DueAt,
    [property: Id(10)] DateTimeOffset? SentAt,
    [property: Id(11)] string? Address,
    [property: Id(12)] string? ProviderId,
    [property: Id(13)] string? Reason,
    [property: Id(14)] ImmutableArray<NotificationAttempt> Attempts);

/// <param name="EndedAt">Null while it is under way, and where the silo died over it.</param>
/// <param name="Outcome"><c>sending</c>, <c>sent</c>, <c>refused</c>, <c>failed</c>, <c>unknown</c>, <c>interrupted</c> or <c>dropped</c>.</param>
[GenerateSerializer, Immutable, Alias("marquee.notification-attempt")]
public sealed record NotificationAttempt(
    [property: Id(0)] int Number,
    [property: Id(1)] DateTimeOffset BeganAt,
    [property: Id(2)] DateTimeOffset? EndedAt,
    [property: Id(3)] string Outcome,
    [property: Id(4)] string? Detail);

/// <param name="Next">Null on the last page.</param>
[GenerateSerializer, Immutable, Alias("marquee.notification-page")]
public sealed record NotificationPage([property: Id(0)] ImmutableArray<NotificationView> Items, [property: Id(1)] string? Next);
