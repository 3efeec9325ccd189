namespace Marquee.Notifications;

/// <summary>What a message tells. Names are stored, in kebab case.</summary>
public enum NotificationKind
{
    BookingConfirmed = 0,

    /// <summary>Seats of the booking were given back: all, or some.</summary>
    BookingCanceled = 1,

    /// <summary>Money is back.</summary>
    Refunded = 2,
    ShowCanceled = 3,
    ShowMoved = 4,

    /// <summary>Some hours before the show.</summary>
    Reminder = 5,

    /// <summary>It was paid too late: the seats were somebody else's, and the money goes back.</summary>
    BookingFailed = 6,
}

/// <summary>A way to reach a customer. Names are stored.</summary>
public enum NotificationChannel
{
    Email = 0,
    Sms = 1,
    Whatsapp = 2,
    Push = 3,
}

/// <summary>What became of a message. Names are stored.</summary>
public enum NotificationStatus
{
    /// <summary>To be sent, or to be tried again.</summary>
    Waiting = 0,

    /// <summary>A silo has it in hand. It is saved before anything leaves the house.</summary>
    Sending = 1,

    /// <summary>The provider took it.</summary>
    Sent = 2,

    /// <summary>It was refused for good, or failed as often as it may; the next channel of the customer's choice is tried.</summary>
    Failed = 3,

    /// <summary>Nobody knows whether the provider took it. It is not sent again by itself.</summary>
    Unknown = 4,

    /// <summary>What it tells was no longer true, or its customer is gone: it was not sent.</summary>
    Dropped = 5,

    /// <summary>The customer wants no channel that can be used.</summary>
    Skipped = 6,
}
