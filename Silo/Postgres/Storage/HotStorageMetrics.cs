using System.Diagnostics.Metrics;

namespace Marquee.Silo.Postgres.Storage;

/// <summary>Meter <c>Marquee.Storage</c>: how many batches, how full, how long, how they ended.</summary>
internal sealed class HotStorageMetrics
{
    public const string MeterName = "Marquee.Storage";

    private readonly Counter<long> _batches;
    private readonly Counter<long> _conflicts;
    private readonly Histogram<int> _rows;
    private readonly Histogram<double> _duration;

    public HotStorageMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _batches = meter.CreateCounter<long>("marquee.storage.batches", "{batch}", "Statements by outcome.");
        _conflicts = meter.CreateCounter<long>("marquee.storage.conflicts", "{row}", "Rows whose version had moved on.");
        _rows = meter.CreateHistogram<int>("marquee.storage.batch.rows", "{row}", "Rows in one statement.");
        _duration = meter.CreateHistogram<double>("marquee.storage.batch.duration", "s", "From sending a batch to its answer.");
    }

    public void Landed(int rows, int conflicts, TimeSpan took)
    {
        Ended(rows, took, "landed");
        if (conflicts > 0) _conflicts.Add(conflicts);
    }

    public void Refused(int rows, TimeSpan took) => Ended(rows, took, "refused");

    public void Unknown(int rows, TimeSpan took) => Ended(rows, took, "unknown");

    private void Ended(int rows, TimeSpan took, string outcome)
    {
        _batches.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        _rows.Record(rows);
        _duration.Record(took.TotalSeconds);
    }
}
