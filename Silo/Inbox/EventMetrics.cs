using System.Diagnostics.Metrics;

namespace Marquee.Silo.Inbox;

/// <summary>Meter <c>Marquee.Events</c>: what each group took in, tried again and gave up, and how far it is behind.</summary>
internal sealed class EventMetrics
{
    public const string MeterName = "Marquee.Events";

    private readonly Counter<long> _delivered;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _dead;
    private readonly Gauge<long> _backlog;
    private readonly Gauge<double> _age;

    public EventMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _delivered = meter.CreateCounter<long>("marquee.events.delivered", "{event}", "Events that this silo took out of the outbox or handled.");
        _retried = meter.CreateCounter<long>("marquee.events.retried", "{event}", "Failures after which an event is tried again.");
        _dead = meter.CreateCounter<long>("marquee.events.dead", "{event}", "Events that went to the dead letters.");
        _backlog = meter.CreateGauge<long>("marquee.events.backlog", "{event}", "Events that wait, in the whole cluster.");
        _age = meter.CreateGauge<double>("marquee.events.backlog.age", "s", "Age of the oldest event that waits.");
    }

    public void Delivered(string topic, string group, long events) => _delivered.Add(events, Topic(topic), Group(group));

    public void Retried(string topic, string group) => _retried.Add(1, Topic(topic), Group(group));

    public void Died(string topic, string group) => _dead.Add(1, Topic(topic), Group(group));

    public void Waits(string topic, string group, long events, TimeSpan oldest)
    {
        _backlog.Record(events, Topic(topic), Group(group));
        _age.Record(Math.Max(0, oldest.TotalSeconds), Topic(topic), Group(group));
    }

    private static KeyValuePair<string, object?> Topic(string topic) => new("topic", topic);

    private static KeyValuePair<string, object?> Group(string group) => new("group", group);
}
