using Marquee.Notifications;

namespace Marquee.Silo.Notifications;

/// <summary>The port of a channel: takes a message to whoever delivers it. A provider, or a folder.</summary>
internal interface IMessageSender
{
    NotificationChannel Channel { get; }

    /// <summary>True where the same message sent twice is one to its reader, because the provider knows it by its id.</summary>
    bool TakesRepeats { get; }

    /// <summary>
    /// Sends the message, after <see cref="OutgoingMessage.DepartAsync"/>. An exception is a failure of ours: nothing has left unless it had
    /// departed.
    /// </summary>
    Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellation);
}

internal enum SendOutcome
{
    Sent = 0,

    /// <summary>Not now; the same may go well later.</summary>
    Failed = 1,

    /// <summary>Never: there is no such address, or the message is not wanted there.</summary>
    Refused = 2,

    /// <summary>It had departed, and no answer came.</summary>
    Unknown = 3,
}

/// <param name="Detail">What the provider calls the message; where it was not sent, why.</param>
/// <param name="Down">True where the provider is the cause and not this one message: enough of these and the channel rests.</param>
internal readonly record struct SendResult(SendOutcome Outcome, string? Detail, bool Down = false)
{
    public static SendResult Sent(string? id) => new(SendOutcome.Sent, id);

    public static SendResult Refused(string why) => new(SendOutcome.Refused, why);

    public static SendResult Later(string why) => new(SendOutcome.Failed, why);

    public static SendResult ProviderDown(string why) => new(SendOutcome.Failed, why, Down: true);

    public static SendResult Unknown(string why) => new(SendOutcome.Unknown, why, Down: true);
}
