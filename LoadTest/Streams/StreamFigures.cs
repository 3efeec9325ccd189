using System.Globalization;
using Marquee.LoadTest.Runs;
using Marquee.LoadTest.Scale;

namespace Marquee.LoadTest.Streams;

/// <summary>What was measured of the API process while streams were open.</summary>
/// <param name="Delays">From when a seat was asked for until a stream told that it is held.</param>
/// <param name="Delivered">Changes, on all streams together.</param>
/// <param name="Anew">Streams that fell behind and were given the whole map.</param>
/// <param name="Processor">Seconds of the API process in the <paramref name="Time"/> of the bookings.</param>
internal sealed record StreamFigures(
    StreamOptions Options, ManagedHeap Before, ManagedHeap After, Durations Delays, Tally Bookings, long Delivered, int Anew, double Processor, TimeSpan Time)
{
    public async Task WriteAsync(TextWriter output)
    {
        var holds = Bookings.Requests.GetValueOrDefault("hold") ?? new Durations();
        foreach (var line in new FormattableString[]
        {
            $"memory of a stream in the API process: {(After.Heap - Before.Heap) / Options.Streams:n0} bytes of managed heap, {(After.WorkingSet - Before.WorkingSet) / Options.Streams:n0} bytes resident",
            $"of the process: managed heap {Before.Heap / 1e6:0.0} MB before and {After.Heap / 1e6:0.0} MB with the streams, resident {Before.WorkingSet / 1e6:0.0} and {After.WorkingSet / 1e6:0.0} MB",
            $"bookings: {holds.Count} holds in {Time.TotalSeconds:0.0} s, answered in p50 {holds.Quantile(0.5):0.0} ms, p99 {holds.Quantile(0.99):0.0} ms; answers {string.Join(", ", Bookings.Answers.Select(answer => $"{answer.Value} {answer.Key}"))}",
            $"delivered: {Delivered} changes, {Delivered / Time.TotalSeconds:n0} a second; {Anew} streams fell behind and were given the map anew",
            $"from asking for a seat until a stream told that it is held, the hold's own time included: p50 {Delays.Quantile(0.5):0.0} ms, p99 {Delays.Quantile(0.99):0.0} ms, longest {Delays.LongestMilliseconds:0.0} ms ({Delays.Count} times)",
            $"processor of the API process meanwhile: {Processor:0.0} s, {Processor / Time.TotalSeconds:0.00} of a processor, {Processor * 1e6 / Math.Max(1, Delivered):0.0} microseconds a delivered change, bookings included",
        }) await output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
    }
}
