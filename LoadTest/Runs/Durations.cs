using HdrHistogram;

namespace Marquee.LoadTest.Runs;

/// <summary>How long many things took, to three significant digits, in microseconds up to an hour: an HDR histogram. Not for several threads at once.</summary>
internal sealed class Durations
{
    private const long Longest = 3_600_000_000;
    private const int Digits = 3;
    private readonly LongHistogram _histogram = new(Longest, Digits);

    public long Count => _histogram.TotalCount;

    public double LongestMilliseconds => Count == 0 ? 0 : _histogram.GetMaxValue() / 1000.0;

    public void Add(TimeSpan took) => _histogram.RecordValue(Math.Clamp((long)took.TotalMicroseconds, 1, Longest));

    /// <summary>Merges the other into this one; nothing is lost by it.</summary>
    public void Add(Durations other) => _histogram.Add(other._histogram);

    /// <summary>Milliseconds below which that share of them stayed; 0 where there are none.</summary>
    public double Quantile(double share) => Count == 0 ? 0 : _histogram.GetValueAtPercentile(share * 100) / 1000.0;

    /// <summary>Each value that occurred, followed by how often it did.</summary>
    public long[] Write() => [.. _histogram.RecordedValues().SelectMany(value => new[] { value.ValueIteratedTo, value.CountAddedInThisIterationStep })];

    public static Durations Read(ReadOnlySpan<long> pairs)
    {
        var durations = new Durations();
        for (var i = 0; i + 1 < pairs.Length; i += 2) durations._histogram.RecordValueWithCount(Math.Min(pairs[i], Longest), pairs[i + 1]);
        return durations;
    }
}
