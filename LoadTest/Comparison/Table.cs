using System.Globalization;

namespace Marquee.LoadTest.Comparison;

/// <summary>Medians of all rounds, and how far they lie apart.</summary>
internal sealed class Table
{
    private readonly List<(string Work, string Side, Measurement Measured)> _rows = [];

    public void Add(string work, string side, Measurement measured) => _rows.Add((work, side, measured));

    public async Task WriteAsync(TextWriter output)
    {
        foreach (var work in _rows.GroupBy(row => row.Work))
        {
            await output.WriteLineAsync();
            await output.WriteLineAsync($"{work.Key,-26}{"per second",12}{"range",17}{"p50 ms",9}{"p99 ms",9}{"WAL B",9}  CPU s per 1,000");
            foreach (var side in work.GroupBy(row => row.Side)) await output.WriteLineAsync(Line(side.Key, [.. side.Select(row => row.Measured)]));
        }
    }

    private static string Line(string side, IReadOnlyList<Measurement> rounds) => string.Create(
        CultureInfo.InvariantCulture,
        $"{side,-26}{Median(rounds, round => round.PerSecond),12:n0}{Range(rounds),17}{Told(rounds, round => round.P50, "0.0"),9}{Told(rounds, round => round.P99, "0.0"),9}{Told(rounds, round => round.LogBytes, "n0"),9}  {Cpu(rounds)}");

    private static string Range(IReadOnlyList<Measurement> rounds) =>
        string.Create(CultureInfo.InvariantCulture, $"{rounds.Min(round => round.PerSecond):n0} - {rounds.Max(round => round.PerSecond):n0}");

    private static string Cpu(IReadOnlyList<Measurement> rounds) => string.Join(", ", rounds[0].Cpu.Keys.Select(process =>
        string.Create(CultureInfo.InvariantCulture, $"{process} {Median(rounds, round => round.Cpu[process]):0.000}")));

    /// <summary>A dash where a tool does not tell it.</summary>
    private static string Told(IReadOnlyList<Measurement> rounds, Func<Measurement, double> of, string format) =>
        Median(rounds, of) is var median && double.IsNaN(median) ? "-" : median.ToString(format, CultureInfo.InvariantCulture);

    private static double Median(IReadOnlyList<Measurement> rounds, Func<Measurement, double> of)
    {
        var sorted = rounds.Select(of).Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
