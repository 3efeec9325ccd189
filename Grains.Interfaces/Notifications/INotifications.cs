using System.Collections.Immutable;

namespace Marquee.Notifications;

/// <summary>Looks up messages to customers, and has them sent again. Owns nothing; the key is ignored.</summary>
[Alias("marquee.notifications")]
public interface INotifications : IGrainWithIntegerKey
{
    /// <summary>Newest first, each with all its attempts.</summary>
    /// <param name="booking">Null for those of every booking.</param>
    /// <param name="after">Where the page before ended.</param>
    [Alias("page")] Task<NotificationPage> Page(BookingId? booking, int limit, string? after);

    /// <summary>Every message to the customer, newest first.</summary>
    [Alias("all-of")] Task<ImmutableArray<NotificationView>> AllOf(UserId customer);

    /// <summary>Has a message sent once more, to where the customer is reached now, if it is still true.</summary>
    /// <param name="copy">Derived from the request; a repeat carries the same and changes nothing.</param>
    [Alias("resend")] Task<ResendResult> Resend(NotificationId notification, NotificationId copy);
}

public enum ResendOutcome
{
    Accepted = 0,
    NotFound = 1,

    /// <summary>It has not come to its end yet.</summary>
    UnderWay = 2,

    /// <summary>The account was deleted.</summary>
    CustomerGone = 3,

    /// <summary>The customer wants no channel that can be used.</summary>
    NoChannel = 4,
}

/// <param name="Copy">What is sent now. Null where it was refused.</param>
[GenerateSerializer, Immutable, Alias("marquee.resend-result")]
public sealed record ResendResult([property: Id(0)] ResendOutcome Outcome, [property: Id(1)] NotificationView? Copy);
