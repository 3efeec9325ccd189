using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Marquee.Silo.Inbox;
using Xunit;

namespace Marquee.Tests.Inbox;

/// <summary>What the instruments of one host said: sums of counters, and the last word of gauges.</summary>
internal sealed class Meters : IDisposable
{
    private readonly ConcurrentDictionary<string, double> _values = new();
    private readonly MeterListener _listener = new();
    private readonly IMeterFactory _factory;

    public Meters(IMeterFactory factory, string meter = EventMetrics.MeterName)
    {
        _factory = factory;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public double Value(string name) => _values.GetValueOrDefault(name, -1);

    public async Task UntilAsync(string name, double value) => Assert.True(
        await Task.Run(() => SpinWait.SpinUntil(() => Value(name) == value, TimeSpan.FromSeconds(20))), $"{name} is {Value(name)}, not {value}.");

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (instrument.Meter.Scope != _factory) return;
        var name = string.Join(' ', tags.ToArray().Select(tag => tag.Value).Prepend(instrument.Name));
        _values.AddOrUpdate(name, value, (_, before) => instrument is Counter<long> ? before + value : value);
    }
}
