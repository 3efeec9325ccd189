using Marquee.Notifications;
using Marquee.Notifications.Domain;
using Marquee.Users;

namespace Marquee.Silo.Notifications;

/// <summary>How a customer can be reached.</summary>
internal sealed class Reach(Senders senders, DeviceTable devices)
{
    /// <summary>The channel that a message goes to first; null where the customer wants none that there is.</summary>
    public async Task<NotificationChannel?> FirstAsync(NotificationKind kind, UserView user, CancellationToken cancellation)
    {
        var reachable = await ReachableAsync(user, cancellation);
        return ChannelOrder.Of(kind, user.Notify, reachable) is [var first, ..] ? first : null;
    }

    public async Task<NotificationChannel?> AfterAsync(NotificationChannel failed, NotificationKind kind, UserView user, CancellationToken cancellation) =>
        ChannelOrder.After(failed, kind, user.Notify, await ReachableAsync(user, cancellation));

    /// <summary>Where the channel finds the customer now; none where it cannot, or may not.</summary>
    public async Task<IReadOnlyList<string>> AddressesAsync(NotificationChannel channel, UserView user, CancellationToken cancellation)
    {
        if (!ChannelOrder.IsWanted(user.Notify, channel)) return [];
        return channel switch
        {
            NotificationChannel.Email => [user.Email],
            NotificationChannel.Push => await devices.TokensAsync(user.Id, cancellation),
            _ => PhoneOf(user) is { } phone ? [phone] : [],
        };
    }

    private async Task<Func<NotificationChannel, bool>> ReachableAsync(UserView user, CancellationToken cancellation)
    {
        var hasDevice = user.Notify.Push && senders.Has(NotificationChannel.Push) && (await devices.TokensAsync(user.Id, cancellation)).Count > 0;
        return channel => senders.Has(channel) && channel switch
        {
            NotificationChannel.Email => true,
            NotificationChannel.Push => hasDevice,
            _ => PhoneOf(user) is not null,
        };
    }

    /// <summary>As networks want it: a plus and digits. A number without its country could be anybody's.</summary>
    private static string? PhoneOf(UserView user) =>
        user.Phone is { } phone && phone.StartsWith('+') ? $"+{string.Concat(phone.Where(char.IsAsciiDigit))}" : null;
}
