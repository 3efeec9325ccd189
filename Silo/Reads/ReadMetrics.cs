using System.Diagnostics.Metrics;

namespace Marquee.Silo.Reads;

/// <summary>Meter <c>Marquee.Reads</c>: where it was read, and how late the standby is.</summary>
internal sealed class ReadMetrics
{
    public const string MeterName = "Marquee.Reads";

    private readonly Counter<long> _reads;
    private readonly Counter<long> _tooOld;
    private readonly Gauge<double> _lag;

    public ReadMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _reads = meter.CreateCounter<long>("marquee.reads", "{read}", "Reads of bookings and reports, by where they were answered.");
        _tooOld = meter.CreateCounter<long>("marquee.reads.version.missed", "{read}", "Reads whose version was not there in time.");
        _lag = meter.CreateGauge<double>("marquee.reads.standby.lag", "s", "How late the standby is that catalogue and search are read from; -1 where there is none.");
    }

    public void Read(string from) => _reads.Add(1, new KeyValuePair<string, object?>("from", from));

    public void VersionMissed() => _tooOld.Add(1);

    public void Lag(TimeSpan? lag) => _lag.Record(lag?.TotalSeconds ?? -1);
}
