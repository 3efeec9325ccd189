using System.Diagnostics.Metrics;

namespace Marquee.Silo.Outbox;

/// <summary>Meter <c>Marquee.Outbox</c>: what was delivered, what was given up, how far behind.</summary>
internal sealed class OutboxMetrics
{
    public const string MeterName = "Marquee.Outbox";

    private readonly Counter<long> _delivered;
    private readonly Counter<long> _dead;
    private readonly Gauge<double> _lag;

    public OutboxMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _delivered = meter.CreateCounter<long>("marquee.outbox.delivered", "{event}", "Events taken into the read models.");
        _dead = meter.CreateCounter<long>("marquee.outbox.dead", "{event}", "Events that went to the dead letters.");
        _lag = meter.CreateGauge<double>("marquee.outbox.lag", "s", "Age of the oldest event that was waiting at the last look.");
    }

    public void Delivered(string topic, int events) => _delivered.Add(events, Tag(topic));

    public void Died(string topic) => _dead.Add(1, Tag(topic));

    public void Lags(string topic, TimeSpan oldest) => _lag.Record(Math.Max(0, oldest.TotalSeconds), Tag(topic));

    private static KeyValuePair<string, object?> Tag(string topic) => new("topic", topic);
}
