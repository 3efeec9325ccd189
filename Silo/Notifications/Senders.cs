using Marquee.Notifications;

namespace Marquee.Silo.Notifications;

/// <summary>The channels that are there.</summary>
internal sealed class Senders(IEnumerable<IMessageSender> all)
{
    public IReadOnlyList<IMessageSender> All { get; } = [.. all];

    /// <summary>False where nobody is told of anything.</summary>
    public bool Any => All.Count > 0;

    public bool Has(NotificationChannel channel) => All.Any(sender => sender.Channel == channel);
}
