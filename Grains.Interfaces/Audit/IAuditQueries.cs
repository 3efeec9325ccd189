using System.Collections.Immutable;

namespace Marquee.Audit;

/// <summary>What was done to whom by whom, from the audit log: every step of bookings and payments and every action of an admin. Key 0.</summary>
[Alias("marquee.audit-queries")]
public interface IAuditQueries : IGrainWithIntegerKey
{
    /// <summary>Newest first.</summary>
    /// <param name="actor">A user's id, <c>system</c> or <c>provider:name</c>; null for everybody.</param>
    /// <param name="subject">Id of a booking, show, movie, theater or user, or of a payment or refund; null for everything.</param>
    /// <param name="after">Where the page before ended.</param>
    [Alias("page")] Task<AuditPage> Page(string? actor, string? subject, int limit, string? after);

    /// <summary>Everything that happened to a booking, its payments and refunds, oldest first. Null where there is no such booking.</summary>
    [Alias("timeline")] Task<AuditTimeline?> Timeline(BookingId booking);

    /// <summary>Every payment that a customer ever began, the declined ones included, for a booking or into the wallet.</summary>
    [Alias("payments-of")] Task<ImmutableArray<PaymentAttempt>> PaymentsOf(UserId customer);
}

/// <param name="Booking">Null where the money was for the wallet.</param>
[GenerateSerializer, Immutable, Alias("marquee.payment-attempt")]
public sealed record PaymentAttempt([property: Id(0)] PaymentId Payment, [property: Id(1)] BookingId? Booking);

/// <param name="Kind">Stable, <c>booking-confirmed</c>.</param>
/// <param name="Actor">See <see cref="Actors"/>.</param>
/// <param name="Subject">What it was done to. For a payment or refund what was paid for: the booking, or the customer whose wallet was filled.</param>
/// <param name="Operation">The payment, refund or screen, where the subject alone does not tell.</param>
/// <param name="Reason">As whoever did it gave it.</param>
/// <param name="Detail">A sentence for people.</param>
[GenerateSerializer, Immutable, Alias("marquee.audit-entry")]
public sealed record AuditEntry(
    [property: Id(0)] Guid Id,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Kind,
    [property: Id(3)] string Actor,
    [property: Id(4)] string Subject,
    [property: Id(5)] string? Operation,
    [property: Id(6)] string? Reason,
    [property: Id(7)] string Detail);

/// <param name="Next">Null on the last page.</param>
[GenerateSerializer, Immutable, Alias("marquee.audit-page")]
public sealed record AuditPage([property: Id(0)] ImmutableArray<AuditEntry> Items, [property: Id(1)] string? Next);

[GenerateSerializer, Immutable, Alias("marquee.audit-timeline")]
public sealed record AuditTimeline([property: Id(0)] ImmutableArray<AuditEntry> Items);
