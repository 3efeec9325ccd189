using System.Diagnostics.Metrics;
using Marquee.Notifications;

namespace Marquee.Silo.Notifications;

/// <summary>Meter <c>Marquee.Notifications</c>: what was sent and what was not, by channel.</summary>
internal sealed class NotificationMetrics
{
    public const string MeterName = "Marquee.Notifications";

    private readonly Counter<long> _sent;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _unknown;
    private readonly Gauge<double> _oldest;

    public NotificationMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _sent = meter.CreateCounter<long>("marquee.notifications.sent", "{message}", "Messages that a provider took.");
        _failed = meter.CreateCounter<long>("marquee.notifications.failed", "{attempt}", "Attempts that failed or were refused.");
        _unknown = meter.CreateCounter<long>("marquee.notifications.unknown", "{message}", "Messages of which nobody knows whether a provider took them.");
        _oldest = meter.CreateGauge<double>("marquee.notifications.oldest", "s", "How long the oldest message that is due has waited, in the whole cluster.");
    }

    public void Ended(NotificationChannel channel, SendOutcome outcome) =>
        (outcome switch { SendOutcome.Sent => _sent, SendOutcome.Unknown => _unknown, _ => _failed }).Add(1, Channel(DeliveryText.Of(channel)));

    public void Waits(string channel, double seconds) => _oldest.Record(seconds, Channel(channel));

    private static KeyValuePair<string, object?> Channel(string channel) => new("channel", channel);
}
