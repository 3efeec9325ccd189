using Marquee.Users;

namespace Marquee.Notifications.Domain;

/// <summary>Over which channels a message may go, the first one first. The customer's choice alone; nothing goes where they did not ask for it.</summary>
internal static class ChannelOrder
{
    // Mail has room for the ticket; what is of use for two hours goes to where it is seen at once.
    private static readonly NotificationChannel[] Told = [NotificationChannel.Email, NotificationChannel.Whatsapp, NotificationChannel.Sms, NotificationChannel.Push];
    private static readonly NotificationChannel[] Urgent = [NotificationChannel.Push, NotificationChannel.Whatsapp, NotificationChannel.Sms, NotificationChannel.Email];

    /// <param name="reachable">True where the channel is configured and the customer has an address for it.</param>
    public static IReadOnlyList<NotificationChannel> Of(NotificationKind kind, NotifyPreferences wanted, Func<NotificationChannel, bool> reachable) =>
        [.. For(kind).Where(channel => IsWanted(wanted, channel) && reachable(channel))];

    /// <summary>The one to try where <paramref name="failed"/> could not be used. Null where there is no other.</summary>
    public static NotificationChannel? After(
        NotificationChannel failed, NotificationKind kind, NotifyPreferences wanted, Func<NotificationChannel, bool> reachable)
    {
        var order = For(kind);
        foreach (var channel in order[(Array.IndexOf(order, failed) + 1)..])
            if (IsWanted(wanted, channel) && reachable(channel)) return channel;
        return null;
    }

    public static bool IsWanted(NotifyPreferences wanted, NotificationChannel channel) => channel switch
    {
        NotificationChannel.Email => wanted.Email,
        NotificationChannel.Sms => wanted.Sms,
        NotificationChannel.Whatsapp => wanted.Whatsapp,
        NotificationChannel.Push => wanted.Push,
        _ => false,
    };

    private static NotificationChannel[] For(NotificationKind kind) => kind == NotificationKind.Reminder ? Urgent : Told;
}
