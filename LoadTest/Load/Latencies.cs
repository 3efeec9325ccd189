using System.Diagnostics;

namespace Marquee.LoadTest.Load;

/// <summary>How long each request took, kept whole: a round has some ten thousand.</summary>
internal sealed class Latencies
{
    private readonly List<long> _ticks = [];

    public int Count => _ticks.Count;

    public void Add(long ticks) => _ticks.Add(ticks);

    public static Latencies Of(IEnumerable<Latencies> parts)
    {
        var all = new Latencies();
        foreach (var part in parts) all._ticks.AddRange(part._ticks);
        all._ticks.Sort();
        return all;
    }

    /// <summary>Milliseconds below which that share of the requests stayed. Of a sorted whole only.</summary>
    public double Quantile(double share) =>
        _ticks.Count == 0 ? double.NaN : _ticks[Math.Min(_ticks.Count - 1, (int)(_ticks.Count * share))] * 1000.0 / Stopwatch.Frequency;
}
